import { expect, test } from 'vitest';
import { situationsAlike } from '../../../models/explain/situations-alike.ts';

const steps = 100;
const origin = 90;
const lengthSteps = 4;

/** Two places that are as usual everywhere but before the steps named: there the first one is off by so much. */
function deviations(off: Readonly<Record<number, number>>): Float32Array {
  const values = new Float32Array(2 * steps);
  for (const [at, value] of Object.entries(off)) values.fill(value, Number(at) - lengthSteps, Number(at));
  return values;
}

const search = { lengthSteps, candidates: [10, 20, 30, 40, 50], apartSteps: 5, count: 3 };
const here = (values: Float32Array, weights = [1, 1]) => ({ rows: 2, steps, values, weights });

test('the moments whose deviations were nearest come first, with how far apart they were', () => {
  const values = deviations({ [origin]: -20, 10: -18, 20: -5, 30: -21, 40: 7 });
  expect(situationsAlike(here(values, [1, 0]), origin, search)).toEqual([
    { origin: 30, distance: 1 },
    { origin: 10, distance: 2 },
    { origin: 20, distance: 15 },
  ]);
});

test('the neighbourhood counts by its weight', () => {
  const values = deviations({ [origin]: -20, 10: -20, 20: -20 });
  values.fill(9, steps + 10 - lengthSteps, steps + 10);
  expect(situationsAlike(here(values), origin, { ...search, count: 1 })[0]).toEqual({
    origin: 20,
    distance: 0,
  });
  const [second] = situationsAlike(here(values), origin, { ...search, candidates: [10] });
  expect(second?.distance).toBeCloseTo(Math.sqrt(81 / 2), 5);
});

test('of moments that lie close together only the nearest counts', () => {
  const values = deviations({ [origin]: -20, 10: -20, 14: -19 });
  const found = situationsAlike(here(values), origin, { ...search, candidates: [10, 12, 14] });
  expect(found.map((one) => one.origin)).toEqual([10]);
});

test('a moment at which the place itself was hardly measured is none', () => {
  const values = deviations({ [origin]: -20, 10: -20 });
  values.fill(NaN, 10 - lengthSteps, 10 - 1);
  expect(situationsAlike(here(values), origin, { ...search, candidates: [10, 2] })).toEqual([]);
});
