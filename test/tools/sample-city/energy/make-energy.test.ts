import { describe, expect, it } from 'vitest';
import { CityClock, dayKindOf } from '../../../../tools/sample-city/calendar/city-clock.ts';
import { scenarioOf } from '../hand-made-city.ts';
import { mean, variance } from '../statistics.ts';
import { cityHours, feederHours, hourIndex, hourMilliseconds, smallGrid } from './small-grid.ts';

const halfYear = smallGrid(scenarioOf({ hourlyDays: 180 }));
const load = cityHours(halfYear);
const clock = new CityClock(halfYear.calendar);
const start = halfYear.readings.feeders.start;

/** Means of civil days that no silent meter touches. */
function workingDays(): readonly { readonly celsius: number; readonly kw: number }[] {
  return halfYear.calendar.days.flatMap((day) => {
    const [first, end] = [day.startsAt, day.endsAt].map((at) => (at - start) / hourMilliseconds);
    if (first === undefined || end === undefined || first < 0 || end > load.length) return [];
    const kw = load.slice(first, end).filter((value) => !Number.isNaN(value));
    if (dayKindOf(day) !== 'working' || kw.length < 20) return [];
    const hours = halfYear.weather.hours.filter(({ at }) => at >= day.startsAt && at < day.endsAt);
    return [{ celsius: mean(hours.map(({ temperatureCelsius }) => temperatureCelsius)), kw: mean(kw) }];
  });
}

describe('load', () => {
  it('has a substation read what its feeders do', () => {
    const { city, readings } = halfYear;
    const { feeders, substations } = readings;
    const sites = city.sites.flatMap(({ kind }, index) => (kind === 'substation' ? [index] : []));
    let compared = 0;
    for (const [place, site] of sites.entries())
      for (let hour = 0; hour < feeders.steps; hour++) {
        const quarters = [0, 1, 2, 3].map(
          (quarter) => substations.values[place * substations.steps + hour * 4 + quarter] ?? 0,
        );
        const fed = city.feeders.flatMap(({ zone }, index) =>
          city.energyZones[zone]?.substation === site
            ? [feeders.values[index * feeders.steps + hour] ?? 0]
            : [],
        );
        const sum = fed.reduce((total, kw) => total + kw, 0);
        if (Number.isNaN(sum + mean(quarters))) continue;
        compared++;
        expect(Math.abs(mean(quarters) - sum)).toBeLessThan(2);
      }
    expect(compared).toBeGreaterThan(feeders.steps);
  });

  it('follows temperature in a V, on days of one kind', () => {
    const days = workingDays();
    const at = (from: number, until: number): number =>
      mean(days.filter(({ celsius }) => celsius >= from && celsius < until).map(({ kw }) => kw));
    const mild = at(15, 19);
    expect(at(3, 8)).toBeGreaterThan(1.12 * mild);
    expect(at(9, 12)).toBeGreaterThan(1.04 * mild);
    expect(at(25, 35)).toBeGreaterThan(1.07 * mild);
  });

  it('has offices work by day, homes live in the evening and works go on', () => {
    const ofHour = (key: string, kind: string, hour: number): number =>
      mean(
        [...feederHours(halfYear, key)].filter((kw, index) => {
          const at = start + index * hourMilliseconds;
          return (
            !Number.isNaN(kw) &&
            dayKindOf(clock.dayAt(at)) === kind &&
            Math.floor(clock.minuteAt(at) / 60) === hour
          );
        }),
      );
    expect(ofHour('F02', 'working', 11) / ofHour('F02', 'working', 3)).toBeGreaterThan(2);
    expect(ofHour('F02', 'working', 11) / ofHour('F02', 'sunday', 11)).toBeGreaterThan(1.8);
    expect(ofHour('F00', 'working', 20) / ofHour('F00', 'working', 4)).toBeGreaterThan(1.7);
    expect(ofHour('F00', 'sunday', 12)).toBeGreaterThan(ofHour('F00', 'working', 10));
    expect(ofHour('F22', 'working', 11) / ofHour('F22', 'working', 3)).toBeLessThan(1.8);
  });

  it("keeps to the city's clock when that changes on 29 March", () => {
    const highest = (from: number, until: number): number => {
      const sums = new Map<number, number>();
      for (const [index, kw] of feederHours(halfYear, 'F02').entries()) {
        const at = start + index * hourMilliseconds;
        if (at < from || at >= until || Number.isNaN(kw) || dayKindOf(clock.dayAt(at)) !== 'working')
          continue;
        const hour = new Date(at).getUTCHours();
        sums.set(hour, (sums.get(hour) ?? 0) + kw);
      }
      const total = [...sums.values()].reduce((sum, kw) => sum + kw, 0);
      return [...sums].reduce((sum, [hour, kw]) => sum + (hour * kw) / total, 0);
    };
    const before = highest(Date.UTC(2026, 2, 16), Date.UTC(2026, 2, 28));
    const after = highest(Date.UTC(2026, 3, 7), Date.UTC(2026, 3, 18));
    expect(before - after).toBeGreaterThan(0.25);
  });

  it('falls below nothing at noon where roofs make more than is used', () => {
    const scenario = scenarioOf({ hourlyDays: 14 });
    const grid = smallGrid(scenario);
    expect(Math.min(...feederHours(grid, 'F00'))).toBeGreaterThan(0);
    const sunny = smallGrid(scenario, 1.15, () => ({ solarKw: 9_000 }));
    const hours = [...feederHours(sunny, 'F00')];
    const lowest = hours.indexOf(Math.min(...hours.filter((kw) => !Number.isNaN(kw))));
    expect(hours[lowest]).toBeLessThan(-500);
    expect([11, 12, 13, 14, 15]).toContain(
      new Date(sunny.readings.feeders.start + lowest * hourMilliseconds).getUTCHours(),
    );
  });

  it('is the same in the last days of a shorter run', () => {
    const short = smallGrid(scenarioOf({ hourlyDays: 12 }));
    for (const { key } of short.city.feeders) {
      const [few, many] = [feederHours(short, key).slice(-7 * 24), feederHours(halfYear, key).slice(-7 * 24)];
      for (const [hour, kw] of few.entries())
        expect(Math.abs(kw - (many[hour] ?? 0))).not.toBeGreaterThan(0.5);
    }
  });

  it('is unlike from feeder to feeder of the same kind, and drifts for hours', () => {
    const [left, right] = ['F00', 'F10'].map((key) => [...feederHours(halfYear, key)]);
    const ratios = (left ?? []).map((kw, hour) => kw / (right?.[hour] ?? Number.NaN));
    const known = ratios.filter((ratio) => Number.isFinite(ratio));
    const changes = known.slice(1).map((ratio, index) => ratio - (known[index] ?? 0));
    expect(Math.sqrt(variance(known)) / mean(known)).toBeGreaterThan(0.02);
    expect(variance(changes)).toBeLessThan(0.6 * 2 * variance(known));
  });
});

describe('ratings', () => {
  it('are passed on some feeders in the warm spell, and hardly elsewhen', () => {
    const from = hourIndex(halfYear, Date.UTC(2026, 5, 8));
    const over = { heat: new Set<string>(), else: new Set<string>() };
    for (const { key, ratingKw } of halfYear.city.feeders)
      for (const [hour, kw] of feederHours(halfYear, key).entries())
        if (kw > ratingKw) over[hour >= from && hour < from + 6 * 24 ? 'heat' : 'else'].add(key);
    expect(over.heat.size).toBeGreaterThanOrEqual(2);
    expect(over.heat.size).toBeLessThan(0.5 * halfYear.city.feeders.length);
    expect(over.else.size).toBeLessThanOrEqual(1);
  });
});
