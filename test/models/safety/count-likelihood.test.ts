import { expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { fitCountRegression } from '../../../models/linear/count-regression.ts';
import { atLeastOne, fitDispersion, negativeLogScore } from '../../../models/safety/count-likelihood.ts';
import { poisson } from './small-town.ts';

test.each([
  [0.3, 0],
  [0.3, 0.5],
  [2.5, 0.1],
])('probabilities at mean %d and dispersion %d add up to one and have that mean', (mean, dispersion) => {
  let total = 0;
  let first = 0;
  let factorial = 0;
  for (let count = 0; count < 80; count++) {
    if (count > 0) factorial += Math.log(count);
    const probability = Math.exp(-negativeLogScore(count, mean, dispersion) - factorial);
    total += probability;
    first += count * probability;
    if (count === 0) expect(1 - probability).toBeCloseTo(atLeastOne(mean, dispersion), 10);
  }
  expect(total).toBeCloseTo(1, 6);
  expect(first).toBeCloseTo(mean, 6);
});

test('the dispersion is found again, and none is found where there is none', () => {
  const random = new SeededRandom(4);
  const rows = 20_000;
  const gamma = (): number => -0.5 * Math.log((1 - random.next()) * (1 - random.next()));
  const means = new Float64Array(rows).fill(0.8);
  const spread = Float64Array.from({ length: rows }, () => poisson(random, 0.8 * gamma()));
  const plain = Float64Array.from({ length: rows }, () => poisson(random, 0.8));
  expect(fitDispersion(spread, means)).toBeGreaterThan(0.4);
  expect(fitDispersion(spread, means)).toBeLessThan(0.6);
  expect(fitDispersion(plain, means)).toBeLessThan(0.05);
});

test('the regression finds the weights the counts were drawn with', () => {
  const random = new SeededRandom(5);
  const rows = 20_000;
  const features = Float32Array.from({ length: 2 * rows }, (_, index) =>
    index % 2 === 0 ? 1 : random.normal(),
  );
  const offsets = new Float32Array(rows).fill(Math.log(0.5));
  const counts = Uint16Array.from({ length: rows }, (_, row) =>
    poisson(random, 0.5 * Math.exp(0.3 - 0.6 * (features[2 * row + 1] ?? 0))),
  );
  for (const dispersion of [0, 0.3]) {
    const weights = fitCountRegression({ rows, width: 2, features, offsets, counts }, 1, dispersion);
    expect(weights[0]).toBeCloseTo(0.3, 1);
    expect(weights[1]).toBeCloseTo(-0.6, 1);
  }
  const held = fitCountRegression({ rows, width: 2, features, offsets, counts }, 1e9, 0);
  expect(held[1]).toBeCloseTo(0, 3);
});
