import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../../tools/sample-city/traffic/cells.ts';
import { effectsOfCause } from '../../../../tools/sample-city/traffic/effects-of-causes.ts';
import { networkOf } from '../../../../tools/sample-city/traffic/network.ts';
import { crowdPerHour } from '../../../../tools/sample-city/traffic/visits.ts';
import { fogFactors, rainFactors } from '../../../../tools/sample-city/traffic/weather-effects.ts';
import { type Cause, type City, type Feeder, type Point } from '../../../../tools/sample-city/words.ts';
import { corridor, monday, ringCity } from './small-cities.ts';

const hour = 3_600_000;
const name = { en: 'Name', zh: '名' };
const at = {
  startsAt: monday + 20 * hour,
  endsAt: monday + 22 * hour,
  reportedAt: null,
  decoy: null,
} as const;

function effectsOf(city: City, cause: Cause): ReturnType<typeof effectsOfCause> {
  const network = networkOf(city);
  return effectsOfCause(city, network, cellsOf(city, network), cause);
}

describe('a collision', () => {
  it.each([
    [2, 1, 0.35],
    [3, 1, 0.49],
    [3, 2, 0.17],
    [4, 1, 0.58],
    [4, 3, 0.13],
  ])(
    'on %i lanes that closes %i leaves about the %f of the capacity that the manual has',
    (lanes, closed, left) => {
      const builder = corridor(() => lanes);
      const road = builder.roadIndex('k4-k5');
      const cause: Cause = {
        ...at,
        key: 'collision',
        kind: 'collision',
        at: { kind: 'road', road, atMetres: 990 },
        size: closed / lanes,
      };
      const [restriction, ...others] = effectsOf(builder.build(), cause).restrictions;
      expect(others).toEqual([]);
      expect(Math.abs((restriction?.capacity ?? NaN) - left)).toBeLessThan(0.06);
      const cells = cellsOf(builder.build(), networkOf(builder.build()));
      expect(restriction?.cell).toBe((cells.offsets[5] ?? 0) - 1);
    },
  );
});

describe('an event', () => {
  it('brings its visitors before it begins and takes them away when it is over', () => {
    const city = corridor().build();
    const cause: Cause = { ...at, key: 'match', kind: 'event', at: { kind: 'site', site: 0 }, size: 24_000 };
    const { visits, startsAt, endsAt } = effectsOf(city, cause);
    if (visits === null) throw new Error('nobody comes');
    let [come, gone] = [0, 0];
    for (let time = startsAt; time < endsAt; time += 60_000) {
      const coming = crowdPerHour(visits.arrivals, visits.vehicles, time) / 60;
      const going = crowdPerHour(visits.departures, visits.vehicles, time) / 60;
      come += coming;
      gone += going;
      if (time > at.startsAt + hour) expect(coming).toBeLessThan(1);
      if (time < at.endsAt - 0.5 * hour) expect(going).toBeLessThan(1);
    }
    expect(come).toBeGreaterThan(0.97 * visits.vehicles);
    expect(gone).toBeGreaterThan(0.95 * visits.vehicles);
    expect(visits.vehicles).toBeLessThan(cause.size / 2);
  });
});

describe('an outage', () => {
  it('darkens the signals that its feeder feeds, and no other', () => {
    const square: readonly Point[] = [
      [-2000, -2000],
      [2000, -2000],
      [2000, 2000],
      [-2000, 2000],
    ];
    const feeder = (key: string, zone: number, line: readonly Point[]): Feeder => ({
      key,
      name,
      zone,
      line,
      homesKw: 1,
      officesKw: 1,
      shopsKw: 1,
      industryKw: 1,
      solarKw: 0,
      chargersKw: 0,
      ratingKw: 9,
    });
    const builder = ringCity();
    const city = builder.build({
      energyZones: [{ key: 'zone', name, district: 0, outline: square, substation: 0 }],
      feeders: [
        feeder('east', 0, [
          [1000, -1500],
          [1000, 1500],
        ]),
        feeder('west', 0, [
          [-300, -1500],
          [-300, 1500],
        ]),
      ],
    });
    const dark = (index: number): readonly number[] =>
      effectsOf(city, {
        ...at,
        key: 'outage',
        kind: 'outage',
        at: { kind: 'feeder', feeder: index },
        size: 500,
      }).dark;
    expect(dark(0)).toContain(builder.at('inner2'));
    expect(dark(1)).toContain(builder.at('inner6'));
    expect(dark(1)).toContain(builder.at('centre'));
    expect(dark(0).filter((node) => dark(1).includes(node))).toEqual([]);
    expect([...dark(0), ...dark(1)]).not.toContain(builder.at('foot0'));
  });
});

it('takes more of speed and capacity, the harder it rains and the thicker the fog', () => {
  expect(rainFactors(0)).toEqual({ speed: 1, capacity: 1 });
  const [light, heavy] = [rainFactors(1), rainFactors(12)];
  expect(light.capacity).toBeGreaterThan(0.9);
  expect(light.capacity).toBeLessThan(0.96);
  expect(heavy.capacity).toBeLessThan(light.capacity);
  expect(heavy.capacity).toBeGreaterThan(0.75);
  expect(heavy.speed).toBeLessThan(light.speed);
  expect(fogFactors(100).capacity).toBeLessThan(fogFactors(900).capacity);
  expect(fogFactors(100).speed).toBeGreaterThan(0.8);
});
