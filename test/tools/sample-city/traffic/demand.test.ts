import { describe, expect, it } from 'vitest';
import { makeDemand } from '../../../../tools/sample-city/traffic/demand/demand.ts';
import { exposureOf } from '../../../../tools/sample-city/traffic/demand/exposure.ts';
import { type Loads } from '../../../../tools/sample-city/traffic/demand/loads.ts';
import { tripShares } from '../../../../tools/sample-city/traffic/demand/profiles.ts';
import { purposes } from '../../../../tools/sample-city/traffic/demand/purposes.ts';
import { type City, type Site } from '../../../../tools/sample-city/words.ts';
import { corridor, monday, ringCity, weeks } from './small-cities.ts';

const hour = 3_600_000;

function arena(): City {
  const site: Site = {
    key: 'arena',
    kind: 'arena',
    name: { en: 'Arena', zh: '体育馆' },
    point: [100, 1400],
    district: 0,
  };
  return ringCity().build({ sites: [site] });
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe('demand', () => {
  const demand = makeDemand(arena());
  const { network, patterns } = demand;
  const visits = demand.visits(0);

  it('sends every trip from where it begins over roads that join to where it ends', () => {
    for (const loads of [...patterns, visits.to, visits.from]) {
      expect(total(loads.exit)).toBeCloseTo(total(loads.entry), 3);
      const into = new Float64Array(network.links);
      const outOf = new Float64Array(network.links);
      for (const [movement, flow] of loads.movement.entries()) {
        const link = network.movements.items[movement] ?? 0;
        const approach = network.approachOf[movement] ?? 0;
        into[link] = (into[link] ?? 0) + flow;
        if (approach < network.links) outOf[approach] = (outOf[approach] ?? 0) + flow;
      }
      for (const [link, flow] of loads.link.entries()) {
        expect(into[link]).toBeCloseTo(flow, 3);
        expect((outOf[link] ?? 0) + (loads.exit[link] ?? 0)).toBeCloseTo(flow, 3);
      }
    }
  });

  it('brings workers in what it takes home', () => {
    const [toWork, fromWork] = [patterns[0], patterns[1]] as [Loads, Loads];
    expect(total(toWork.entry)).toBeGreaterThan(10_000);
    expect(total(fromWork.entry) / total(toWork.entry)).toBeCloseTo(1, 0);
    const { offsets } = demand.connectors;
    const at = (loads: Loads, key: string): number => {
      const zone = demand.city.trafficZones.findIndex((each) => each.key === key);
      return total(loads.entry.subarray(offsets[zone], offsets[zone + 1]));
    };
    expect(at(toWork, 'homes3')).toBeGreaterThan(3 * at(toWork, 'middle'));
    expect(at(fromWork, 'middle')).toBeGreaterThan(at(fromWork, 'homes3'));
  });

  it('leads visitors to the doors of a site, but for those who live next to it', () => {
    for (const { entry } of [visits.to, visits.from]) {
      expect(total(entry)).toBeGreaterThan(0.8);
      expect(total(entry)).toBeLessThan(1 + 1e-6);
    }
    const inner = network.linkOf[ringCity().roadIndex('foot0-inner0')] ?? -1;
    expect(visits.to.exit[inner]).toBeGreaterThan(0);
    expect(visits.to.link[inner]).toBeGreaterThan(0.05);
  });

  it('has two peaks on working days and one hump on Sundays', () => {
    const at = (weekday: number, time: number): number => {
      const day = { weekday, holiday: null, isSchoolDay: weekday < 5 };
      const shares = tripShares(day, time, new Float64Array(purposes.length));
      return patterns.reduce((sum, loads, index) => sum + (shares[index] ?? 0) * total(loads.entry), 0);
    };
    expect(at(1, 8)).toBeGreaterThan(1.3 * at(1, 11));
    expect(at(1, 17.75)).toBeGreaterThan(1.3 * at(1, 13));
    expect(at(1, 3)).toBeLessThan(0.15 * at(1, 8));
    expect(at(6, 8)).toBeLessThan(0.5 * at(1, 8));
    expect(at(6, 12)).toBeGreaterThan(at(6, 8));
    expect(at(4, 21)).toBeGreaterThan(at(1, 21));
  });
});

describe('exposure', () => {
  it('is what an ordinary day brings, and nothing on streets', () => {
    const builder = corridor().junction('yard', [0, 300]).bothWays('k0', 'yard', 'street');
    const city = builder.build();
    const { vehiclesPerHour } = exposureOf(city, weeks(7));
    const road = builder.roadIndex('k5-k6');
    expect(vehiclesPerHour(road, monday + 8 * hour)).toBeGreaterThan(
      3 * vehiclesPerHour(road, monday + 3 * hour),
    );
    expect(vehiclesPerHour(road, monday + 8 * hour)).toBeGreaterThan(
      2 * vehiclesPerHour(road, monday + (6 * 24 + 8) * hour),
    );
    expect(vehiclesPerHour(builder.roadIndex('yard-k0'), monday + 8 * hour)).toBe(0);
  });
});
