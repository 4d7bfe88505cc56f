import { describe, expect, it } from 'vitest';
import type { Reach } from '../../../main/common/contract/messages/reach.ts';
import { noReachText, reachIn, reachText } from '../../../main/common/reach-words.ts';
import { wording } from '../../../main/common/wording.ts';

const one = { place: 7, value: -10, minutes: 10, way: 'downstream' } as const;
const reach: Reach = {
  unit: 'km/h',
  asOf: 0,
  targetAt: 900_000,
  isLinked: true,
  pushing: [one],
  moved: [{ ...one, way: null }],
};

describe('what pushes and is pushed', () => {
  it('is told by how much, when and which way', () => {
    const say = wording('en');
    expect(reachText(one, 'pushing', reach, say)).toBe('\u221210.0\u00a0km/h · 10 min before · downstream');
    expect(reachText({ ...one, minutes: 0, way: null }, 'pushing', reach, say)).toBe(
      '\u221210.0\u00a0km/h · latest reading',
    );
    expect(reachText({ ...one, way: null }, 'moved', reach, say)).toBe('\u221210.0\u00a0km/h · in 10 min');
  });

  it('is told in the unit of the workspace', () => {
    const { unit, pushing } = reachIn(reach, 'imperial');
    expect(unit).toBe('mph');
    expect(pushing[0]?.value).toBeCloseTo(-6.21, 2);
  });

  it('says why there is nothing to tell', () => {
    const say = wording('en');
    expect(noReachText(reach, say)).toBeNull();
    expect(noReachText({ ...reach, isLinked: false }, say)).toContain('not linked');
    expect(noReachText({ ...reach, asOf: null }, say)).toContain('Nothing is forecast');
    expect(noReachText({ ...reach, pushing: [], moved: [] }, say)).toContain('No neighbour');
  });
});
