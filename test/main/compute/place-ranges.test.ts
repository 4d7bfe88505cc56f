import { expect, test } from 'vitest';
import { halvesOf, rangesOf } from '../../../main/compute/place-ranges.ts';

test.each([
  [10, 4, [0, 3, 7, 10]],
  [4, 4, [0, 4]],
  [1, 4, [0, 1]],
  [0, 4, [0]],
])('%i places in parts of at most %i', (places, longest, boundaries) => {
  const ranges = rangesOf(places, longest);
  expect(ranges.map(({ to }) => to)).toEqual(boundaries.slice(1));
  expect(ranges.map(({ from }) => from)).toEqual(boundaries.slice(0, -1));
});

test('halves together are the whole; one place cannot be halved', () => {
  expect(halvesOf({ from: 3, to: 8 })).toEqual([
    { from: 3, to: 5 },
    { from: 5, to: 8 },
  ]);
  expect(halvesOf({ from: 3, to: 4 })).toEqual([]);
});
