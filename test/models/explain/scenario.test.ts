import { expect, it } from 'vitest';
import { underScenarios } from '../../../models/explain/scenario.ts';
import type { TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const setting = { topic: 'traffic', stepSeconds: 900, horizonSteps: 4 } as const;
const series = smallCity({ places: 12, days: 6 });

async function fitted(id: string): Promise<{ readonly model: TrainedModel; readonly window: Window }> {
  const model = await forecasterById(id, setting).fit(series, { seed: 1 });
  const window = windowAt(series, 300, { ...model.declaration.inputs, horizonSteps: 4 });
  return { model, window };
}

it('tells what the model says with readings as usual less what it says with the real ones, here and around', async () => {
  const { model, window } = await fitted('traffic.ridge-shared');
  const steps = window.historySteps;
  window.history.fill(20, 5 * steps + 9, 6 * steps);
  const [place, neighbours] = await underScenarios(model, window, 5, 2, [
    { asUsual: 'place' },
    { asUsual: 'neighbours' },
  ]);
  expect(place?.mean).toBeGreaterThan(2);
  expect(place?.around.map((one) => one.place)).toEqual([4]);
  expect(neighbours?.isExtrapolation).toBe(true);
  expect(place?.isExtrapolation).toBe(false);
  const explained = await model.explain(window, 5, 2);
  const own = explained.contributions.find(({ group }) => group === 'own-last-hour')?.value ?? NaN;
  expect(place?.mean).toBeCloseTo(-own, 3);
  const { contributions } = await model.explain(window, 4, 2);
  const pushed = contributions.find(({ group }) => group === 'neighbours')?.details[0]?.value ?? NaN;
  expect(place?.around[0]?.value).toBeCloseTo(-pushed, 3);
});

it('has nothing to tell of what the model is not told of', async () => {
  const { model, window } = await fitted('traffic.ridge-own');
  const covariates = [{ name: 'rain-now', perPlace: false, values: new Float32Array(window.historySteps) }];
  const [neighbours, rain] = await underScenarios(model, window, 5, 2, [
    { asUsual: 'neighbours' },
    { covariates },
  ]);
  expect([neighbours, rain]).toEqual([null, null]);
});
