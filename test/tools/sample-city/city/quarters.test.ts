import { describe, expect, it } from 'vitest';
import { at } from '../../../../tools/sample-city/city/shapes/vectors.ts';
import { type District } from '../../../../tools/sample-city/words.ts';
import { cityOf } from './scenario.ts';

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const product = (a: readonly number[], p: number, b: readonly number[], q: number): number =>
    a.reduce((sum, value, index) => sum + (value - p) * (at(b, index) - q), 0);
  return product(xs, x, ys, y) / Math.sqrt(product(xs, x, xs, x) * product(ys, y, ys, y));
}

describe('the districts of the city that is shipped', () => {
  const { districts, trafficZones, junctions, roads } = cityOf(320);

  it('are twelve, with about 600,000 residents', () => {
    expect(districts).toHaveLength(12);
    const residents = districts.reduce((sum, district) => sum + district.residents, 0);
    expect(residents).toBeGreaterThan(580_000);
    expect(residents).toBeLessThan(620_000);
  });

  it('share out their land', () => {
    for (const { landUse, key } of districts)
      expect(
        Object.values(landUse).reduce((sum, share) => sum + share, 0),
        key,
      ).toBeCloseTo(1, 6);
  });

  it('have a census that hangs together', () => {
    const values = (pick: (district: District) => number): number[] => districts.map(pick);
    const income = values(({ census }) => census.medianIncome);
    const cars = values(({ census }) => census.carsPerHousehold);
    expect(
      correlation(
        income,
        values(({ census }) => census.over65),
      ),
    ).toBeGreaterThan(0.4);
    expect(
      correlation(
        cars,
        values(({ landUse }) => landUse.offices),
      ),
    ).toBeLessThan(-0.4);
    for (const { census } of districts) expect(census.under18 + census.over65).toBeLessThan(0.5);
  });

  it('deal all their residents and jobs to traffic zones', () => {
    districts.forEach(({ residents, jobs }, index) => {
      const own = trafficZones.filter(({ district, isGate }) => district === index && !isGate);
      expect(own.reduce((sum, zone) => sum + zone.residents, 0)).toBe(residents);
      expect(own.reduce((sum, zone) => sum + zone.jobs, 0)).toBe(jobs);
    });
  });

  it('have about sixty traffic zones, and a gate at every motorway that leaves', () => {
    const gates = trafficZones.filter(({ isGate }) => isGate);
    expect(gates).toHaveLength(5);
    expect(trafficZones.length - gates.length).toBeGreaterThan(50);
    expect(trafficZones.length - gates.length).toBeLessThan(70);
    const served = new Set(
      roads.flatMap(({ roadClass, from, to }) => (roadClass === 'street' ? [] : [from, to])),
    );
    for (const zone of trafficZones) {
      expect(zone.junctions.length).toBeGreaterThan(0);
      for (const junction of zone.junctions) {
        expect(junctions[junction]).toBeDefined();
        expect(served.has(junction)).toBe(true);
      }
    }
  });
});
