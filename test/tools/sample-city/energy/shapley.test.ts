import { describe, expect, it } from 'vitest';
import { shapleyShares } from '../../../../tools/sample-city/energy/shapley.ts';

describe('Shapley shares', () => {
  it('are what each adds where nobody minds the others', () => {
    const adds = [3, -1, 10];
    const value = (set: number): number =>
      adds.reduce((sum, add, player) => sum + (set & (1 << player) ? add : 0), 0);
    for (const [player, share] of shapleyShares(3, value).entries())
      expect(share).toBeCloseTo(adds[player] ?? 0, 12);
  });

  it('split between two what only both bring', () => {
    expect(shapleyShares(3, (set) => ((set & 3) === 3 ? 8 : 0))).toEqual([4, 4, 0]);
  });

  it('sum to the whole, as in the example of the glove market', () => {
    const value = (set: number): number => (set & 1 && set & 6 ? 1 : 0);
    const [left, first, second] = shapleyShares(3, value);
    expect([left, first, second].map((share) => Math.round((share ?? 0) * 6))).toEqual([4, 1, 1]);
  });
});
