import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { cumulativeSums, referenceOf, sumLimit } from '../../../models/drift/cumulative-sum.ts';
import {
  binCounts,
  equalBins,
  populationStability,
  stabilityLimits,
} from '../../../models/drift/population-stability.ts';

function sample(count: number, mean: number, spread: number, seed: number): Float32Array {
  const random = new SeededRandom(seed);
  return Float32Array.from({ length: count }, () => mean + spread * random.normal());
}

describe('the stability of a population', () => {
  const reference = sample(5000, 0, 1, 1);
  const borders = equalBins(reference);
  const before = binCounts(borders, reference);
  const against = (values: Float32Array): number => populationStability(before, binCounts(borders, values));

  test('counts a tenth of the reference in each bin, and leaves out what is missing', () => {
    expect([...before]).toEqual(Array<number>(10).fill(500));
    const withGaps = Float32Array.from([...reference.slice(0, 100), NaN, NaN]);
    expect(binCounts(borders, withGaps).reduce((sum, count) => sum + count, 0)).toBe(100);
    expect([...equalBins(Float32Array.from([...reference, NaN]))]).toEqual([...borders]);
  });

  test('is nearly nothing where nothing has changed', () => {
    for (let seed = 2; seed < 22; seed++)
      expect(against(sample(1000, 0, 1, seed))).toBeLessThan(stabilityLimits.unchanged);
    expect(populationStability(before, before)).toBeCloseTo(0, 9);
  });

  test('tells a shift and another spread, and a small one is between', () => {
    // For normal populations about the square of the shift in spreads.
    expect(against(sample(1000, 0.7, 1, 3))).toBeGreaterThan(stabilityLimits.changed);
    expect(against(sample(1000, 0, 2, 3))).toBeGreaterThan(stabilityLimits.changed);
    const small = against(sample(4000, 0.4, 1, 3));
    expect(small).toBeGreaterThan(stabilityLimits.unchanged);
    expect(small).toBeLessThan(stabilityLimits.changed);
  });

  test('stays finite where a bin is empty', () => {
    expect(against(Float32Array.of(9, 9, 9))).toBeGreaterThan(stabilityLimits.changed);
    expect(Number.isFinite(against(Float32Array.of(9, 9, 9)))).toBe(true);
    expect(Number.isFinite(populationStability(before, new Uint32Array(10)))).toBe(true);
  });
});

describe('cumulative sums', () => {
  const reference = { mean: 1, spread: 2 };

  test('stay below the limit while nothing shifts', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { above, below } = cumulativeSums([...sample(100, 1, 2, seed)], reference);
      expect(Math.max(above, below)).toBeLessThan(sumLimit);
    }
  });

  test('pass it within a day of two-hour blocks after a shift of two spreads, on its side alone', () => {
    const quiet = [...sample(50, 1, 2, 5)];
    const up = cumulativeSums([...quiet, ...sample(12, 5, 2, 6)], reference);
    expect(up.above).toBeGreaterThan(sumLimit);
    expect(up.below).toBe(0);
    const down = cumulativeSums([...quiet, ...sample(12, -3, 2, 6)], reference);
    expect(down.below).toBeGreaterThan(sumLimit);
    expect(down.above).toBe(0);
  });

  test('begin anew at zero when what had shifted is over', () => {
    expect(cumulativeSums([5, 5, 5, 1], reference).above).toBeCloseTo(4, 9);
    const over = cumulativeSums([...Array<number>(5).fill(5), ...Array<number>(20).fill(1)], reference);
    expect(over).toEqual({ above: 0, below: 0 });
  });

  test('have a reference only where values differ', () => {
    expect(referenceOf([1])).toBeUndefined();
    expect(referenceOf([2, 2, 2])).toBeUndefined();
    expect(referenceOf([1, 3])).toEqual({ mean: 2, spread: Math.SQRT2 });
  });
});
