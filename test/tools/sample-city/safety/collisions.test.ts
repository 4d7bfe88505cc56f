import { describe, expect, it } from 'vitest';
import { makeWeather } from '../../../../tools/sample-city/weather/make-weather.ts';
import { type Cause, type Incident, type Weather } from '../../../../tools/sample-city/words.ts';
import { handMadeCity, scenarioOf } from '../hand-made-city.ts';
import { mean } from '../statistics.ts';
import { exposureLike, smallTown } from './small-town.ts';

const hour = 3_600_000;
const days = 60;
const scenario = scenarioOf({ hourlyDays: days });
const city = handMadeCity();
const town = smallTown(scenario, { city });
const collisionsOf = ({ incidents }: { readonly incidents: readonly Incident[] }): readonly Incident[] =>
  incidents.filter(({ kind }) => kind === 'collision');
const drawn = collisionsOf(town).filter(({ key }) => key !== 'collision-story');
const roadKey = ({ road }: Incident): string => city.roads[road?.index ?? -1]?.key ?? '';

/** The same weather all the time. */
function always(change: Partial<Weather['hours'][number]>): Weather {
  const { hours } = makeWeather(scenario);
  const still = { rainMillimetres: 0, visibilityMetres: 20_000, darkness: 0 };
  return { hours: hours.map((one) => ({ ...one, ...still, ...change })), forecasts: [] };
}

describe('collisions', () => {
  it('lie on roads with traffic, and close lanes of them for a while', () => {
    expect(drawn.length / days).toBeGreaterThan(8);
    for (const { road, point } of drawn) {
      const on = city.roads[road?.index ?? -1];
      expect(on?.roadClass).not.toBe('street');
      expect(road?.atMetres).toBeLessThanOrEqual(on?.lengthMetres ?? 0);
      const from = on?.line[0] ?? [0, 0];
      expect(Math.hypot(point[0] - from[0], point[1] - from[1])).toBeCloseTo(road?.atMetres ?? 0, 0);
    }
    const incidents = new Map(town.incidents.map((incident) => [incident.key, incident]));
    for (const cause of town.causes) {
      expect(cause.kind).toBe('collision');
      expect(cause.size).toBeGreaterThan(0);
      expect(cause.size).toBeLessThanOrEqual(1);
      expect(cause.reportedAt).toBe(incidents.get(cause.key)?.reportedAt);
      expect(cause.startsAt).toBe(incidents.get(cause.key)?.happenedAt);
    }
    expect(town.causes.length / collisionsOf(town).length).toBeGreaterThan(0.6);
    expect(town.causes.length).toBeLessThan(collisionsOf(town).length);
  });

  it('last as long as log-normal durations do', () => {
    const minutes = town.causes
      .map(({ startsAt, endsAt }) => (endsAt - startsAt) / 60_000)
      .sort((left, right) => left - right);
    const median = minutes[Math.floor(minutes.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(30);
    expect(median).toBeLessThan(60);
    expect(mean(minutes) / median).toBeGreaterThan(1.08);
  });

  it('go unreported or are reported late in three cases of ten', () => {
    const late = ({ reportedAt, startsAt }: Cause): boolean =>
      reportedAt === null || reportedAt - startsAt > 18 * 60_000;
    const share = mean(town.causes.map((cause) => Number(late(cause))));
    expect(share).toBeGreaterThan(0.24);
    expect(share).toBeLessThan(0.37);
  });

  it('are in proportion to exposure', () => {
    const long = scenarioOf({ hourlyDays: 180 });
    const emptier = exposureLike(city, ({ key }) => (key.includes('-E-') ? 0.2 : 0.4));
    const weather = { hours: [], forecasts: [] };
    const some = collisionsOf(smallTown(long, { city, weather, exposure: emptier }));
    const arterials = some.map(roadKey).filter((key) => key.startsWith('A-'));
    const quarter = arterials.filter((key) => key.includes('-E-')).length;
    const half = arterials.length - quarter;
    expect(half / quarter).toBeGreaterThan(1.5);
    expect(half / quarter).toBeLessThan(2.7);
  });

  it('are the more for rain, darkness, fog and crowding', () => {
    const count = (weather: Weather, factor = 0.4): number =>
      collisionsOf(smallTown(scenario, { city, weather, exposure: exposureLike(city, () => factor) })).length;
    const dry = count(always({}));
    expect(count(always({ rainMillimetres: 1 })) / dry).toBeGreaterThan(1.5);
    expect(count(always({ rainMillimetres: 1 })) / dry).toBeLessThan(1.95);
    expect(count(always({ darkness: 1 })) / dry).toBeGreaterThan(1.15);
    expect(count(always({ visibilityMetres: 200 })) / dry).toBeGreaterThan(1.2);
    expect(count(always({}), 0.8) / dry).toBeGreaterThan(2.1);
  });

  it('of a wet day are those of the dry day and more', () => {
    const keys = (weather: Weather): readonly string[] =>
      collisionsOf(smallTown(scenario, { city, weather })).map(({ key }) => key);
    const wet = new Set(keys(always({ rainMillimetres: 2 })));
    for (const key of keys(always({}))) expect(wet).toContain(key);
  });

  it('of one road are nothing to another', () => {
    const [shut] = drawn.map(roadKey);
    const exposure = exposureLike(city, ({ key }) => (key === shut ? 0 : 1));
    const others = collisionsOf(smallTown(scenario, { city, exposure }));
    const without = collisionsOf(town).filter((incident) => roadKey(incident) !== shut);
    expect(without.length).toBeLessThan(collisionsOf(town).length);
    expect(others.map(({ key, happenedAt }) => [key, happenedAt])).toEqual(
      without.map(({ key, happenedAt }) => [key, happenedAt]),
    );
  });

  it('can be left out, and everything else stays', () => {
    const safe = smallTown({ ...scenario, without: new Set(['collision']) }, { city });
    expect(safe.causes).toEqual([]);
    expect(safe.incidents).toEqual(town.incidents.filter(({ kind }) => kind !== 'collision'));
  });

  it('have that of the story on the north-east of the motorway ring at 16:41', () => {
    const told = collisionsOf(town).find(({ key }) => key === 'collision-story');
    const cause = town.causes.find(({ key }) => key === 'collision-story');
    expect(told?.happenedAt).toBe(Date.UTC(2026, 5, 18, 15, 41));
    expect(told?.reportedAt).toBe(told && told.happenedAt + 3 * 60_000);
    expect(city.roads[told?.road?.index ?? -1]?.roadClass).toBe('motorway');
    const [east, north] = told?.point ?? [0, 0];
    expect(Math.abs(Math.atan2(north, east) - Math.PI / 4)).toBeLessThan(0.3);
    expect(cause?.size).toBeGreaterThan(0.5);
    expect(cause?.endsAt).toBeGreaterThan(Date.UTC(2026, 5, 18, 16, 5) + 0.5 * hour);
  });

  it('have that of the story on the fuller carriageway', () => {
    for (const side of ['A', 'B']) {
      const exposure = exposureLike(city, ({ key }) => (key.endsWith(side) ? 0.3 : 0.2));
      const told = collisionsOf(smallTown(scenarioOf({ hourlyDays: 2 }), { city, exposure })).find(
        ({ key }) => key === 'collision-story',
      );
      expect(told && roadKey(told).slice(-1)).toBe(side);
    }
  });
});
