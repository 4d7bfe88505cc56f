import { expect, it } from 'vitest';
import { weightedQuantiles } from '../../../models/intervals/weighted-quantile.ts';

it('gives the middle of equal weights, and follows the heavier ones', () => {
  const values = Float32Array.of(3, 1, 2);
  expect([...weightedQuantiles(values, Float32Array.of(1, 1, 1), [0.5])]).toEqual([2]);
  const [median = NaN] = weightedQuantiles(values, Float32Array.of(8, 1, 1), [0.5]);
  expect(median).toBeGreaterThan(2.6);
});

it('holds the outermost values beyond them, and knows nothing of nothing', () => {
  const levels = weightedQuantiles(Float32Array.of(1, 2), Float32Array.of(1, 1), [0.01, 0.5, 0.99]);
  expect([...levels]).toEqual([1, 1.5, 2]);
  expect(weightedQuantiles(new Float32Array(0), new Float32Array(0), [0.5])[0]).toBeNaN();
});
