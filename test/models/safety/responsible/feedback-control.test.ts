import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import {
  keptShares,
  thinned,
  visitProbabilities,
} from '../../../../models/safety/responsible/feedback-control.ts';
import { twoDistricts, type Outcome, type Recording } from './two-districts.ts';

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const outcomes = (ratio: number, recording: Recording): Outcome[] =>
  seeds.map((seed) => twoDistricts(ratio, recording, seed));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const hitRate = (all: readonly Outcome[]): number => mean(all.map((one) => one.hitRate));

describe.each([1, 2])(
  'districts whose true rates are %d:1, a record that starts at 60:40, 200 seeds',
  (ratio) => {
    const truth = ratio / (1 + ratio);
    const controlled = outcomes(ratio, 'controlled');
    const uncontrolled = outcomes(ratio, 'uncontrolled');

    test('with feedback control the forecast is within 5 points of the truth at day 1,000, for every seed', () => {
      for (const { share } of controlled) expect(Math.abs(share - truth)).toBeLessThanOrEqual(0.05);
      expect(Math.abs(mean(controlled.map(({ share }) => share)) - truth)).toBeLessThan(0.03);
    });

    test('at least 90 % of the hit rate on what the public reports is kept', () => {
      expect(hitRate(controlled)).toBeGreaterThan(0.9 * hitRate(uncontrolled));
    });

    test('a uniform map would not keep it', () => {
      expect(hitRate(outcomes(ratio, 'uniform'))).toBeLessThan(0.9 * hitRate(uncontrolled));
    });
  },
);

test('without the control the forecast runs away from the truth', () => {
  const off = outcomes(2, 'uncontrolled').filter(({ share }) => Math.abs(share - 2 / 3) > 0.05);
  expect(off.length).toBeGreaterThan(180);
});

test('what is found is kept in proportion to how rarely officers are there', () => {
  const probabilities = visitProbabilities([99, 49, 0], 99);
  expect([...probabilities]).toEqual([0.995, 0.495, 0.005]);
  const shares = keptShares(probabilities);
  expect(shares[2]).toBe(1);
  expect(shares[0]).toBeCloseTo(0.005 / 0.995, 10);
  const random = new SeededRandom(1);
  expect(thinned(10_000, 0.25, random)).toBeGreaterThan(2300);
  expect(thinned(10_000, 0.25, random)).toBeLessThan(2700);
  expect(thinned(10, 0, random)).toBe(0);
});
