import { describe, expect, it } from 'vitest';
import { robustRidge } from '../../../models/linear/robust-ridge.ts';

const rows = (pairs: readonly (readonly [number, number])[]) => ({
  width: 1,
  features: Float64Array.from(pairs, ([feature]) => feature),
  targets: Float64Array.from(pairs, ([, target]) => target),
  count: pairs.length,
});

describe('robustRidge', () => {
  it('is a plain ridge without passes', () => {
    const { weights } = robustRidge(
      rows([
        [1, 2],
        [2, 3],
      ]),
      Float64Array.of(3),
      0,
    );
    expect(weights[0]).toBeCloseTo(1, 12);
  });

  it('gives for each row what it is missed by when it is left out', () => {
    const pairs = [
      [1, 2],
      [2, 3],
      [3, 7],
    ] as const;
    const { errors } = robustRidge(rows(pairs), Float64Array.of(0.5), 0);
    pairs.forEach(([feature, target], left) => {
      const others = pairs.filter((_, index) => index !== left);
      const { weights } = robustRidge(rows(others), Float64Array.of(0.5), 0);
      expect(errors[left]).toBeCloseTo(target - feature * (weights[0] ?? NaN), 10);
    });
  });

  it('says what it would have learned without some rows, the others counting as they did', () => {
    const pairs = [
      [1, 2],
      [2, 3],
      [3, 7],
      [4, 7],
    ] as const;
    const { without } = robustRidge(rows(pairs), Float64Array.of(0.5), 0);
    const { weights } = robustRidge(rows(pairs.slice(0, 2)), Float64Array.of(0.5), 0);
    expect(without([2, 3])[0]).toBeCloseTo(weights[0] ?? NaN, 10);
    expect(without([])).toEqual(robustRidge(rows(pairs), Float64Array.of(0.5), 0).weights);
  });

  it('is hardly moved by one row that is far off', () => {
    const line = Array.from({ length: 20 }, (_, at) => [at + 1, 2 * (at + 1) + (at % 2) * 0.1] as const);
    const spoilt = [...line, [10, 500] as const];
    const plain = robustRidge(rows(spoilt), Float64Array.of(0.001), 0).weights[0] ?? NaN;
    const robust = robustRidge(rows(spoilt), Float64Array.of(0.001), 4).weights[0] ?? NaN;
    expect(plain).toBeGreaterThan(2.5);
    expect(robust).toBeCloseTo(2, 1);
  });
});
