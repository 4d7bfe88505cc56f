import { expect, test } from 'vitest';
import { partOf } from '../../../../tools/sample-city/files/stretches.ts';

const corner = [
  [0, 0],
  [100, 0],
  [100, 100],
] as const;

test('a part of a line begins and ends between its vertices, and keeps those it passes', () => {
  expect(partOf(corner, 50, 150)).toEqual([
    [50, 0],
    [100, 0],
    [100, 50],
  ]);
});

test('the whole line is a part of itself', () => {
  expect(partOf(corner, 0, 200)).toEqual(corner);
});

test('a part may lie between two vertices', () => {
  expect(partOf(corner, 110, 130)).toEqual([
    [100, 10],
    [100, 30],
  ]);
});
