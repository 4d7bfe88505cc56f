import { expect, it } from 'vitest';
import { makeDemand } from '../../../../tools/sample-city/traffic/demand/demand.ts';
import { type Redrawn, Variation } from '../../../../tools/sample-city/traffic/demand/variation.ts';
import { monday, ringCity, weeks } from './small-cities.ts';

const hour = 3_600_000;
const city = ringCity().build();
const { connectors } = makeDemand(city);

function variation(seed: number, redrawn: Redrawn | null = null): Variation {
  return new Variation(seed, city, connectors, weeks(20), redrawn);
}

function demandAt(of: Variation, at: number): number[] {
  const into = new Float64Array(city.trafficZones.length);
  of.demandAt(at, into);
  return Array.from(into);
}

it('gives the same at any time, in whatever order it is asked', () => {
  const [one, other] = [variation(3), variation(3)];
  const times = Array.from({ length: 14 }, (_, day) => monday + (day * 24 + 8) * hour);
  const forwards = times.map((at) => demandAt(one, at));
  const backwards = times.toReversed().map((at) => demandAt(other, at));
  expect(backwards.toReversed()).toEqual(forwards);
  expect(demandAt(variation(4), monday)).not.toEqual(demandAt(one, monday));
});

it('varies around one, and slowly', () => {
  const one = variation(5);
  const values: number[] = [];
  const steps: number[] = [];
  for (let at = monday; at < monday + 200 * hour; at += hour / 4) {
    const [before = NaN, now = NaN] = [demandAt(one, at)[0], demandAt(one, at + hour / 4)[0]];
    values.push(now);
    steps.push(Math.abs(now - before));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  expect(mean).toBeGreaterThan(0.9);
  expect(mean).toBeLessThan(1.1);
  expect(spread).toBeGreaterThan(0.05);
  expect(steps.reduce((sum, value) => sum + value, 0) / steps.length).toBeLessThan(spread);
});

it('goes another way from a moment on, and no other before', () => {
  const from = monday + 30 * hour;
  const [real, future] = [variation(5), variation(5, { from, seed: 99 })];
  for (const hours of [1, 24, 29, 30]) {
    const at = monday + hours * hour;
    expect(demandAt(future, at)).toEqual(demandAt(real, at));
  }
  for (const hours of [31, 47, 60]) {
    const at = monday + hours * hour;
    expect(demandAt(future, at)).not.toEqual(demandAt(real, at));
  }
});
