import { expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { lately } from '../../../models/safety/lately.ts';

const days = 80;
const random = new SeededRandom(3);
const mean = Float64Array.from({ length: days }, () => 0.4 + 0.02 * random.next());

/** A method whose loss differs from the mean's by `apart` on a day, give or take. */
const method = (apart: (day: number) => number): Float64Array =>
  mean.map((loss, day) => loss + apart(day) + 0.004 * (random.next() - 0.5));

test('a method that turned worse gives way to the mean, with its evidence of the last four weeks', () => {
  const turned = method((day) => (day < 40 ? -0.002 : 0.003));
  const { isMeanShown, blocks, difference, low } = lately(turned, mean, 100);
  expect({ isMeanShown, blocks }).toEqual({ isMeanShown: true, blocks: 28 });
  expect(difference).toBeCloseTo(0.003, 3);
  expect(low).toBeGreaterThan(0);
  expect(lately(turned.subarray(0, 44), mean, 100).isMeanShown).toBe(false);
});

test('it comes back once it is better beyond doubt, not as soon as it is no worse', () => {
  const level = method((day) => (day < 30 ? 0.003 : 0));
  expect(lately(level, mean, 100).isMeanShown).toBe(true);
  const better = method((day) => (day < 30 ? 0.003 : -0.003));
  expect(lately(better, mean, 100).isMeanShown).toBe(false);
});

test('too few days decide nothing', () => {
  expect(lately(method(() => 0.01).subarray(0, 11), mean, 100).isMeanShown).toBe(false);
});
