import { expect, test } from 'vitest';
import { validate } from '../../../main/compute/validate.ts';
import { forecastersFor } from '../../../models/registry.ts';
import { smallCity } from '../../models/small-city.ts';

const series = smallCity({ places: 3, days: 6 });
const fromStep = 4 * 96;

/** The same city, nobody measured at the last place from here on. */
const silent = {
  ...series,
  values: series.values.map((value, at) =>
    Math.floor(at / series.steps) === 2 && at % series.steps >= fromStep ? NaN : value,
  ),
};

test('the losses at the places make up the loss over all, and a place that nobody measured has none', async () => {
  const setting = { topic: 'traffic', stepSeconds: series.stepSeconds, horizonSteps: 4 } as const;
  const usual = forecastersFor(setting).find(({ declaration }) => declaration.name === 'usual');
  if (usual === undefined) throw new Error('there is no usual');
  const trained = await usual.fit(series, { seed: 1 });
  const turn = { isOver: false, giveWay: () => Promise.resolve() };
  const { pinball, byPlace, horizons } = await validate(trained, series, fromStep, turn);
  expect([...byPlace.origins]).toEqual(Array(3).fill((horizons[0]?.count ?? NaN) / 3));
  expect(byPlace.pinball.reduce((sum, one) => sum + one, 0) / 3).toBeCloseTo(pinball, 4);
  expect(new Set(byPlace.pinball).size).toBe(3);

  const without = await validate(trained, silent, fromStep, turn);
  expect(without.byPlace.origins[2]).toBe(0);
  expect(without.byPlace.pinball[2]).toBeNaN();
  expect(without.byPlace.pinball[0]).toBeCloseTo(byPlace.pinball[0] ?? NaN, 4);
  expect(without.pinball).toBeCloseTo(((byPlace.pinball[0] ?? NaN) + (byPlace.pinball[1] ?? NaN)) / 2, 4);
});
