import { expect, test } from 'vitest';
import { unwrappedRing } from '../../../tools/build/antimeridian.mjs';

test('a ring away from the antimeridian stays as it is', () => {
  const ring: [number, number][] = [
    [10, 0],
    [20, 0],
    [20, 10],
    [10, 0],
  ];
  expect(unwrappedRing(ring)).toEqual(ring);
});

test('a ring across the antimeridian goes on beyond it, in either direction', () => {
  expect(
    unwrappedRing([
      [170, 60],
      [-170, 60],
      [-170, 65],
      [170, 60],
    ]),
  ).toEqual([
    [170, 60],
    [190, 60],
    [190, 65],
    [170, 60],
  ]);
  expect(
    unwrappedRing([
      [-170, 60],
      [170, 60],
      [-170, 65],
      [-170, 60],
    ]),
  ).toEqual([
    [-170, 60],
    [-190, 60],
    [-170, 65],
    [-170, 60],
  ]);
});

test('a ring around a pole is closed over it', () => {
  expect(
    unwrappedRing([
      [-120, -70],
      [0, -75],
      [120, -70],
      [-120, -70],
    ]),
  ).toEqual([
    [-120, -70],
    [0, -75],
    [120, -70],
    [240, -70],
    [240, -90],
    [-120, -90],
    [-120, -70],
  ]);
});
