import { describe, expect, it } from 'vitest';
import { NormalEquations } from '../../../models/linear/normal-equations.ts';

describe('NormalEquations', () => {
  it('solves a ridge small enough for pen and paper', () => {
    const equations = new NormalEquations(1, 1);
    equations.add(Float64Array.of(1), Float64Array.of(2));
    equations.add(Float64Array.of(2), Float64Array.of(3));
    expect(equations.solve(3)[0]).toBeCloseTo(8 / 8, 12);
  });

  it('recovers the weights of two features and two targets without a penalty', () => {
    const equations = new NormalEquations(2, 2);
    for (const [a, b] of [
      [1, 0],
      [0, 1],
      [2, 3],
      [-1, 4],
    ] as const) {
      equations.add(Float64Array.of(a, b), Float64Array.of(2 * a - b, 5 * b));
    }
    const weights = equations.solve(0);
    [2, 0, -1, 5].forEach((expected, index) => {
      expect(weights[index]).toBeCloseTo(expected, 10);
    });
  });

  it('refuses to solve nothing', () => {
    expect(() => new NormalEquations(2, 1).solve(1)).toThrow(
      expect.objectContaining({ code: 'forecast-no-data' }),
    );
  });
});
