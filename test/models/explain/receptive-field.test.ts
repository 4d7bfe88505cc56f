import { expect, it } from 'vitest';
import { receptiveField } from '../../../models/explain/receptive-field.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const series = smallCity({ places: 12, days: 6 });

it('is all that reaches a forecast: the place, and those up to so many links away, nearest first', async () => {
  const setting = { stepSeconds: 900, horizonSteps: 4 };
  const model = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
  const window = windowAt(series, 300, { ...model.declaration.inputs, horizonSteps: 4 });
  const near = receptiveField(window, 5, 1);
  expect(near.places).toEqual([5, 4, 6]);
  const whole = await model.predict(window, { places: Uint32Array.of(5) });
  const part = await model.predict(near.window, { places: Uint32Array.of(0) });
  expect(part.mean).toEqual(whole.mean);
  expect(part.quantiles).toEqual(whole.quantiles);
  expect(receptiveField(window, 5, 2).places).toEqual([5, 4, 6, 3, 7]);
});
