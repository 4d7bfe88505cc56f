import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundToSum } from '../../../../main/common/format/rounding.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('rounding parts to a sum', () => {
  it('gives the unit that is left to the largest remainder', () => {
    expect(roundToSum([1.4, 1.4, 1.2], 4, 0)).toEqual([2, 1, 1]);
    expect(roundToSum([-18.4, -9.5, -0.3, 0.8], -28, 0)).toEqual([-19, -10, 0, 1]);
  });

  it('leaves parts that already add up as they are', () => {
    expect(roundToSum([-3, -24, 6], -21, 0)).toEqual([-3, -24, 6]);
    expect(roundToSum([], 3, 0)).toEqual([]);
  });

  it('always adds up, and moves no part by more than one unit beyond its rounding', () => {
    const parts = fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 2 }), (values, decimals) => {
        const scale = 10 ** decimals;
        const total = Math.round(sum(values) * scale) / scale;
        const rounded = roundToSum(values, total, decimals);
        expect(sum(rounded)).toBeCloseTo(total, 6);
        rounded.forEach((value, index) => {
          expect(Math.abs(value - (values[index] ?? 0))).toBeLessThanOrEqual(1.001 / scale);
        });
      }),
    );
  });
});
