import { describe, expect, it } from 'vitest';
import { energyEffects } from '../../../../tools/sample-city/energy/energy-effects.ts';
import { story } from '../../../../tools/sample-city/story.ts';
import { type Cause, type Effect } from '../../../../tools/sample-city/words.ts';
import { scenarioOf } from '../hand-made-city.ts';
import { eventCauses, feederHours, hourIndex, hourMilliseconds, smallGrid } from './small-grid.ts';

const scenario = scenarioOf({ hourlyDays: 60 });
/** Tight ratings, so that heat brings outages. */
const grid = smallGrid(scenario, 1.05);
const nothing = smallGrid({ ...scenario, without: new Set(['heat', 'event', 'outage']) }, 1.05);
const causes = [...grid.causes, ...eventCauses(grid)];
const effects = energyEffects(scenario, grid.city, grid.calendar, grid.weather, causes);

function effectsOf(cause: string): readonly Effect[] {
  return effects.filter((effect) => effect.cause === cause);
}

describe('effects of causes on load', () => {
  it('sum to the run with all causes less the run with none', () => {
    const sums = new Map<string, number>();
    for (const { place, at, effect } of effects)
      sums.set(`${place} ${at}`, (sums.get(`${place} ${at}`) ?? 0) + effect);
    for (const { key, homesKw, officesKw, shopsKw, industryKw } of grid.city.feeders) {
      const [all, none] = [feederHours(grid, key), feederHours(nothing, key)];
      const untold = 0.3 + 3 * 0.002 * (homesKw + officesKw + shopsKw + industryKw);
      for (const [hour, kw] of all.entries()) {
        const difference = kw - (none[hour] ?? 0);
        if (Number.isNaN(difference)) continue;
        const at = grid.readings.feeders.start + hour * hourMilliseconds;
        const told = sums.get(`${key} ${at}`) ?? 0;
        expect(Math.abs(difference - told), `${key} ${new Date(at).toISOString()}`).toBeLessThan(untold);
      }
    }
  });

  it('of heat are highest in its afternoons and outlast it by less than two days', () => {
    const heat = effectsOf('heat-story');
    const sums = new Map<number, number>();
    for (const { at, effect } of heat) sums.set(at, (sums.get(at) ?? 0) + effect);
    const [hottest] = [...sums].reduce((best, one) => (one[1] > best[1] ? one : best));
    expect(new Date(hottest).getUTCHours()).toBeGreaterThanOrEqual(11);
    expect(new Date(hottest).getUTCHours()).toBeLessThanOrEqual(19);
    expect(hottest).toBeGreaterThan(Date.UTC(2026, 5, 9));
    expect(hottest).toBeLessThan(Date.UTC(2026, 5, 13));
    expect(Math.min(...sums.keys())).toBeGreaterThanOrEqual(story.heat.startsAt - hourMilliseconds);
    expect(Math.max(...sums.keys())).toBeLessThan(story.heat.endsAt + 48 * hourMilliseconds);
  });

  it('of an event fall on feeders near it while it lasts, and nowhere else', () => {
    const concert = grid.calendar.events.find(({ site }) => grid.city.sites[site]?.kind === 'arena');
    const told = effectsOf(concert?.key ?? '');
    expect(new Set(told.map(({ place }) => place)).size).toBeLessThan(8);
    const strongest = told.reduce((best, one) => (one.effect > best.effect ? one : best));
    expect(strongest.effect).toBeGreaterThan(200);
    expect(['F50', 'F51', 'F52', 'F41', 'F42', 'F21', 'F22']).toContain(strongest.place);
    for (const { at } of told) {
      expect(at).toBeGreaterThan((concert?.startsAt ?? 0) - 4 * hourMilliseconds);
      expect(at).toBeLessThan((concert?.endsAt ?? 0) + 2 * hourMilliseconds);
    }
  });

  it('of an outage take away what it says, then add what starts at once', () => {
    const outages = grid.causes.filter(
      ({ kind, endsAt, startsAt }) => kind === 'outage' && endsAt - startsAt > 1.2 * hourMilliseconds,
    );
    expect(outages.length).toBeGreaterThan(0);
    for (const outage of outages) {
      const told = effectsOf(outage.key);
      const hours = (outage.endsAt - outage.startsAt) / hourMilliseconds;
      const taken = told.filter(({ effect }) => effect < 0).reduce((sum, { effect }) => sum - effect, 0);
      expect(taken / (outage.size * hours)).toBeGreaterThan(0.6);
      expect(taken / (outage.size * hours)).toBeLessThan(1.15);
      expect(told.some(({ at, effect }) => at >= outage.endsAt - hourMilliseconds && effect > 0)).toBe(true);
    }
  });

  it('are told of no cause that is not in the log', () => {
    const heatAlone = grid.causes.filter(({ kind }) => kind === 'heat');
    const told = energyEffects(scenario, grid.city, grid.calendar, grid.weather, heatAlone);
    expect(new Set(told.map(({ cause }) => cause)).size).toBeLessThanOrEqual(heatAlone.length);
    expect(energyEffects(scenario, grid.city, grid.calendar, grid.weather, [])).toEqual([]);
  });
});

describe('outages', () => {
  const feederOf = ({ at }: Cause): string =>
    at.kind === 'feeder' ? (grid.city.feeders[at.feeder]?.key ?? '') : '';
  const isOutage = ({ kind }: Cause): boolean => kind === 'outage';

  it('leave a feeder with nothing or its meter silent, and others as they are', () => {
    const without = smallGrid({ ...scenario, without: new Set(['outage']) }, 1.05);
    const touched = new Set(
      grid.causes.filter(isOutage).flatMap((outage) => {
        const first = Math.floor(hourIndex(grid, outage.startsAt));
        const last = Math.floor(hourIndex(grid, outage.endsAt)) + 5;
        return Array.from({ length: last - first }, (_, hour) => `${feederOf(outage)} ${first + hour}`);
      }),
    );
    for (const { key } of grid.city.feeders)
      for (const [hour, kw] of feederHours(without, key).entries()) {
        const now = feederHours(grid, key)[hour] ?? 0;
        if (!touched.has(`${key} ${hour}`)) expect(now).toEqual(kw);
      }
    for (const outage of grid.causes.filter(isOutage)) {
      const hour = Math.floor(hourIndex(grid, (outage.startsAt + outage.endsAt) / 2));
      const now = feederHours(grid, feederOf(outage))[hour] ?? Number.NaN;
      const otherwise = feederHours(without, feederOf(outage))[hour] ?? Number.NaN;
      if (!Number.isNaN(now)) expect(now).toBeLessThan(otherwise + 0.35 * Math.abs(otherwise));
    }
  });

  it('come with heat on overloaded feeders, and without it as before it', () => {
    const cool = smallGrid({ ...scenario, without: new Set(['heat']) }, 1.05);
    const during = ({ startsAt }: Cause): boolean =>
      startsAt >= story.heat.startsAt && startsAt < story.heat.endsAt;
    expect(grid.causes.filter(isOutage).filter(during).length).toBeGreaterThan(
      cool.causes.filter(isOutage).filter(during).length,
    );
    const before = ({ startsAt }: Cause): boolean => startsAt < Date.UTC(2026, 3, 30);
    expect(grid.causes.filter(isOutage).filter(before)).toEqual(cool.causes.filter(isOutage).filter(before));
    expect(cool.causes.some(({ kind }) => kind === 'heat')).toBe(false);
  });

  it('come more often in strong wind', () => {
    const year = smallGrid(scenarioOf({ hourlyDays: 180 }), 2);
    const wind = new Map(year.weather.hours.map((hour) => [hour.at, hour.windMetresPerSecond]));
    const at = (outage: Cause): number =>
      wind.get(Math.floor(outage.startsAt / hourMilliseconds) * hourMilliseconds) ?? 0;
    const strongHours = [...wind.values()].filter((speed) => speed > 11).length;
    const strong = year.causes.filter((cause) => isOutage(cause) && at(cause) > 11).length;
    const weak = year.causes.filter((cause) => isOutage(cause) && at(cause) <= 11).length;
    expect(strong / strongHours).toBeGreaterThan((5 * weak) / (wind.size - strongHours));
  });
});
