import { describe, expect, it } from 'vitest';
import { calibrate, fitCalibration, type HeldOutQuantiles } from '../../../models/intervals/conformal.ts';
import { levelCount, quantileLevels } from '../../../models/model.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';

const scales = { placeMeans: Float32Array.of(50), placeSpreads: Float32Array.of(10) };

/** Forecasts whose intervals are far too narrow where the forecast is low. */
function tooNarrow(count: number, seed: number): HeldOutQuantiles[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => {
    const mean = 20 + 50 * random.next();
    const noise = mean < 30 ? 8 : 2;
    return {
      mean: Float32Array.of(mean),
      quantiles: Float32Array.from(quantileLevels, (level) => mean + 4 * (level - 0.5)),
      truth: Float32Array.of(mean + noise * random.normal()),
    };
  });
}

describe('calibration', () => {
  it('makes intervals hold overall and where forecasts are low, without crossing', () => {
    const calibration = fitCalibration(tooNarrow(20_000, 1), scales, 1, 0.01);
    const inside = { all: 0, low: 0, lowCount: 0 };
    const fresh = tooNarrow(4000, 2);
    for (const { mean, quantiles, truth } of fresh) {
      calibrate(calibration, scales, 0, 0, mean[0] ?? NaN, quantiles, 0);
      expect([...quantiles]).toEqual([...quantiles].sort((a, b) => a - b));
      const hit =
        (truth[0] ?? NaN) >= (quantiles[0] ?? NaN) && (truth[0] ?? NaN) <= (quantiles[levelCount - 1] ?? NaN)
          ? 1
          : 0;
      inside.all += hit;
      if ((mean[0] ?? NaN) < 25) {
        inside.low += hit;
        inside.lowCount++;
      }
    }
    expect(Math.abs(inside.all / fresh.length - 0.9)).toBeLessThan(0.03);
    expect(Math.abs(inside.low / inside.lowCount - 0.9)).toBeLessThan(0.05);
  });

  it('puts levels in order that its corrections would let cross, and loses none', () => {
    const learned = fitCalibration(tooNarrow(1000, 1), scales, 1, 0.01);
    const shifts = learned.shifts.map((_, index) => (index % 3 === 0 ? 2 : -1));
    const quantiles = Float32Array.from(quantileLevels, (level) => 50 + 4 * (level - 0.5));
    const width = (quantiles[levelCount - 2] ?? NaN) - (quantiles[1] ?? NaN);
    const own = [...quantiles];
    calibrate({ ...learned, cuts: new Float32Array(0), shifts }, scales, 0, 0, 50, quantiles, 0);
    const moved = own.map((value, level) => value + width * (shifts[level] ?? NaN));
    expect(moved).not.toEqual(moved.toSorted((a, b) => a - b));
    moved
      .toSorted((a, b) => a - b)
      .forEach((value, level) => {
        expect(quantiles[level]).toBeCloseTo(value, 4);
      });
  });
});
