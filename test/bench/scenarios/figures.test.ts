import { expect, test } from 'vitest';
import { claimFigures, type Claim } from './claims.ts';
import { correlation, errorsApart, meanError, rankCorrelation, signRight, type Said } from './figures.ts';

const said = (key: string, truth: number, value: number): Said => ({ key, truth, said: value });

test('small effects count in the error and not in the sign; saying nothing of a large one is wrong', () => {
  const cases = [said('a', 10, 4), said('a', -5, -1), said('b', 8, 0), said('b', 1, -1)];
  expect(meanError(cases)).toBeCloseTo((6 + 4 + 8 + 2) / 4);
  expect(signRight(cases)).toEqual({ cases: 3, share: 2 / 3 });
});

test('errors apart are of collisions, however many places each has', () => {
  const good = [said('a', 10, 10), ...Array.from({ length: 9 }, () => said('b', 10, 10))];
  const bad = [said('a', 10, 0), ...Array.from({ length: 9 }, () => said('b', 10, 8))];
  expect(errorsApart(good, bad)).toMatchObject({ difference: -6, low: -10, high: -2 });
});

test('correlations of numbers and of their ranks', () => {
  const cubes = [-2, -1, 0, 1, 2].map((x) => ({ said: x, truth: x ** 3 }));
  expect(correlation(cubes)).toBeCloseTo(0.943, 3);
  expect(
    rankCorrelation(
      cubes.map((one) => one.said),
      cubes.map((one) => one.truth),
    ),
  ).toBeCloseTo(1);
  expect(rankCorrelation([1, 2, 2, 3], [3, 2, 2, 1])).toBeCloseTo(-1);
});

test('claims are told apart by whether the interval held', () => {
  const claim = (isHeld: boolean, way: number, cameTrue: boolean): Claim => ({
    ...{ isHeld, said: way, cameTrue },
    isBeyondInterval: false,
  });
  const figures = claimFigures([claim(true, -1, true), claim(true, 0, false), claim(false, 1, false)]);
  expect(Object.values(figures)).toEqual([3, 1, 0, 0.5, 1, 0.5, 0]);
});
