import { describe, expect, it } from 'vitest';
import { feederGroups } from '../../../../main/forecast/loads/feeder-tree.ts';

const tree = [
  { from: 9, to: 8 },
  { from: 8, to: 1 },
  { from: 8, to: 2 },
  { from: 9, to: 3 },
];

describe('feederGroups', () => {
  it('names what each place feeds in the end, over several steps', () => {
    expect(feederGroups(tree)).toEqual([
      { placeId: 8, leaves: [1, 2] },
      { placeId: 9, leaves: [1, 2, 3] },
    ]);
  });

  it('reads a tree that is written the other way round', () => {
    expect(feederGroups(tree.map(({ from, to }) => ({ from: to, to: from })))).toEqual(feederGroups(tree));
  });

  it('takes links for no tree in which places are fed twice either way', () => {
    const ring = [
      { from: 1, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ];
    expect(feederGroups(ring)).toEqual([]);
  });

  it('gives nothing for places on a circle', () => {
    const circle = [
      { from: 1, to: 2 },
      { from: 2, to: 1 },
      { from: 8, to: 5 },
    ];
    expect(feederGroups(circle)).toEqual([{ placeId: 8, leaves: [5] }]);
  });

  it('gives nothing without links', () => {
    expect(feederGroups([])).toEqual([]);
  });
});
