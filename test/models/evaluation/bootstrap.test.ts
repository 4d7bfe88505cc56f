import { describe, expect, it } from 'vitest';
import { pairedBlockBootstrap } from '../../../models/evaluation/bootstrap.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';

const options = { resamples: 500, seed: 3 };

describe('pairedBlockBootstrap', () => {
  it('gives an interval that excludes zero for a steady difference', () => {
    const random = new SeededRandom(1);
    const second = Float64Array.from({ length: 300 }, () => 5 + random.normal());
    const first = second.map((loss) => loss - 0.5 + 0.1 * random.normal());
    const result = pairedBlockBootstrap(first, second, 24, options);
    expect(result.difference).toBeCloseTo(-0.5, 1);
    expect(result.high).toBeLessThan(0);
    expect(result.low).toBeLessThan(result.difference);
  });

  it('is wider for losses that hang together than for blocks of one', () => {
    const random = new SeededRandom(2);
    let level = 0;
    const first = Float64Array.from({ length: 600 }, () => (level = 0.97 * level + random.normal()));
    const second = new Float64Array(600);
    const width = (block: number): number => {
      const result = pairedBlockBootstrap(first, second, block, options);
      return result.high - result.low;
    };
    expect(width(48)).toBeGreaterThan(2 * width(1));
  });

  it('leaves origins out where one loss is missing', () => {
    const result = pairedBlockBootstrap(Float64Array.of(1, NaN, 3), Float64Array.of(0, 0, NaN), 1, options);
    expect(result.difference).toBe(1);
  });
});
