import { expect, it } from 'vitest';
import { hourly, hoursOf, slotOf } from '../../../models/energy/hours.ts';
import { PastInSeries } from '../../../models/energy/past-in-series.ts';
import { neededPast, PastInWindow } from '../../../models/energy/past-in-window.ts';
import { fitDailyProfile, usualOptions } from '../../../models/series/daily-profile.ts';
import { fillWindow } from '../../../models/series/fill.ts';
import { windowAt } from '../../../models/series/window.ts';
import { smallGrid } from './small-grid.ts';

it.each([
  [3600, 1],
  [3600, 2],
  [1800, 1],
  [600, 2],
])('a model sees in a window of %i s and %i days what it learned from', (stepSeconds, days) => {
  const series = smallGrid({ days: 24, stepSeconds });
  const horizonSteps = (days * 86_400) / stepSeconds;
  const hours = hoursOf({ stepSeconds, horizonSteps });
  const { historyHours, daysBefore } = neededPast('rich', hours);
  const learned = new PastInSeries(hourly(series, hours), hours);
  const originHour = 20 * 24 + 17;
  const window = windowAt(series, originHour * hours.stepsPerBlock, {
    historySteps: historyHours * hours.stepsPerBlock,
    horizonSteps,
    daysBefore,
  });
  const usual = fitDailyProfile(series, usualOptions);
  const seen = new PastInWindow(fillWindow(window, usual, series.places), hours);
  for (let block = 0; block < days * 24; block++) {
    const wanted = Object.entries({ ...learned.of(1, originHour + block, block) }).map(
      ([name, value]): [string, unknown] => [name, expect.closeTo(value, 2)],
    );
    expect(seen.of(1, block)).toEqual(Object.fromEntries(wanted));
    expect(seen.slot(block)).toBe((17 + block) % 24);
  }
});

it('reads the same local time where the clock has changed in between', () => {
  const series = smallGrid({ days: 16 });
  const change = 10 * 24 + 2;
  const minuteOfDay = series.calendar.minuteOfDay.map((minute, hour) =>
    hour < change ? minute : (minute + 60) % 1440,
  );
  const clocked = { ...series, calendar: { ...series.calendar, minuteOfDay } };
  const hours = hoursOf({ stepSeconds: 3600, horizonSteps: 24 });
  const past = new PastInSeries(clocked, hours);
  const hour = 12 * 24;
  expect(past.sameTime(0, hour, 1)).toBe(series.values[hour - 24]);
  expect(past.sameTime(0, hour, 2)).toBe(series.values[hour - 47]);
  expect(past.hoursOfSlot[1]).toContain(hour);
  expect(slotOf(1439, hours)).toBe(23);
});
