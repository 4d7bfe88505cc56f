import { describe, expect, it } from 'vitest';
import { bridgeGaps, fillWindow } from '../../../models/series/fill.ts';
import { fitDailyProfile, usualOptions } from '../../../models/series/daily-profile.ts';
import { neighbourMeans, neighbourShares } from '../../../models/series/neighbours.ts';
import { linksFromEdges } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

describe('bridgeGaps', () => {
  it('draws a line through inner gaps, holds the ends and counts', () => {
    const row = Float32Array.of(NaN, 2, NaN, NaN, 8, NaN);
    expect(bridgeGaps(row)).toBe(4);
    expect([...row]).toEqual([2, 2, 4, 6, 8, 8]);
  });

  it('leaves a row of nothing but gaps alone', () => {
    const row = Float32Array.of(NaN, NaN);
    expect(bridgeGaps(row)).toBe(2);
    expect(row.every(Number.isNaN)).toBe(true);
  });
});

describe('windowAt', () => {
  const series = smallCity({ places: 2, days: 9 });
  const shape = { historySteps: 3, horizonSteps: 2, daysBefore: [1, 7] };

  it('holds the steps before the origin and nothing after it', () => {
    const window = windowAt(series, 800, shape);
    expect([...window.history.subarray(0, 3)]).toEqual([...series.values.subarray(797, 800)]);
    expect([...targetsAt(series, 800, 2).subarray(0, 2)]).toEqual([...series.values.subarray(800, 802)]);
    expect(window.asOf).toBe(series.start + 800 * 900_000);
    expect(window.sameTime[0]?.values[0]).toBe(series.values[800 - 96]);
    expect(window.sameTime[1]?.values[1]).toBe(series.values[801 - 7 * 96]);
  });

  it('keeps the local time where the clock was put forward in between', () => {
    const minuteOfDay = series.calendar.minuteOfDay.slice();
    for (let step = 750; step < series.steps; step++)
      minuteOfDay[step] = ((minuteOfDay[step] ?? 0) + 60) % 1440;
    const shifted = { ...series, calendar: { ...series.calendar, minuteOfDay } };
    expect(windowAt(shifted, 800, shape).sameTime[0]?.values[0]).toBe(series.values[800 - 96 + 4]);
  });

  it('runs the calendar on beyond the end of the series', () => {
    const { horizonCalendar } = windowAt(series, series.steps, shape);
    expect([...horizonCalendar.minuteOfDay]).toEqual([0, 15]);
    expect([...horizonCalendar.dayOfWeek]).toEqual([2, 2]);
  });
});

describe('fillWindow', () => {
  it('puts the usual where a place was silent, and nothing where nothing was ever known', () => {
    const series = smallCity({ places: 3, days: 4 });
    series.values.fill(NaN, series.steps, 2 * series.steps);
    const usual = fitDailyProfile(series, usualOptions);
    const window = windowAt(series, 200, { historySteps: 4, horizonSteps: 2, daysBefore: [] });
    window.history.fill(NaN, 0, 4);
    const filled = fillWindow(window, usual, series.places);
    expect([...filled.history.subarray(0, 4)]).toEqual([...filled.usualHistory.subarray(0, 4)]);
    expect(filled.history.subarray(0, 4).some(Number.isNaN)).toBe(false);
    expect(filled.history.subarray(4, 8).every(Number.isNaN)).toBe(true);
    expect([...filled.imputedSteps]).toEqual([4, 4, 0]);
  });
});

describe('neighbourMeans', () => {
  it('weighs neighbours, leaves the place itself out and leaves out the unknown', () => {
    const shares = neighbourShares(
      linksFromEdges(3, [
        [0, 0, 9],
        [0, 1, 1],
        [0, 2, 3],
      ]),
    );
    const none = (): number => -1;
    expect([...neighbourMeans(shares, Float32Array.of(100, 10, 20), 1, none)]).toEqual([17.5, -1, -1]);
    expect(neighbourMeans(shares, Float32Array.of(100, 10, NaN), 1, none)[0]).toBe(10);
  });
});
