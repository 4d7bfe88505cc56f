import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainedModel } from '../../../../models/model.ts';
import { forecasterById } from '../../../../models/registry.ts';
import { undirected } from '../../../../models/series/neighbours.ts';
import type { Series } from '../../../../models/series/series.ts';
import { expectSound } from '../../expect-forecast.ts';
import { smallCity } from '../../small-city.ts';
import { useWasm } from '../../wasm-backend.ts';
import { givenFeatures, windowOf } from './features.ts';

const plain = smallCity({ places: 6, days: 6, stepSeconds: 1800 });
const [motorway, arterial] = [0, 1];
const unknown = NaN;

const city: Series = {
  ...plain,
  links: undirected(plain.links),
  attributes: [
    {
      name: 'road-class',
      values: Float32Array.of(motorway, arterial, motorway, arterial, motorway, unknown),
    },
    { name: 'lanes', values: Float32Array.of(3, 2, 4, 1, unknown, unknown) },
  ],
};
const given = ['road-class', 'lanes'];
const network = forecasterById('traffic.network', { stepSeconds: 1800, horizonSteps: 3 });

describe('what is told of the attributes of a place', () => {
  const window = windowOf(city, 60);

  it('is a class as one among zeros and a number in its scale', () => {
    expect(givenFeatures(city, window, given, 0)).toEqual([1, 0, 0, 0, 0, 1.5, 0]);
    expect(givenFeatures(city, window, given, 3)).toEqual([0, 1, 0, 0, 0, 0.5, 0]);
  });

  it('is zeros and a flag where it is unknown, of the place or of all', () => {
    expect(givenFeatures(city, window, given, 4)).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(givenFeatures(city, window, given, 5)).toEqual([0, 0, 0, 0, 1, 0, 1]);
    expect(givenFeatures(city, { ...window, attributes: [] }, given, 0)).toEqual([0, 0, 0, 0, 1, 0, 1]);
  });
});

describe('a network trained with attributes', () => {
  let model: TrainedModel;

  beforeAll(async () => {
    await useWasm();
    model = await network.fit(city, { seed: 7, given });
  }, 120_000);

  it('declares them and keeps which they were', async () => {
    expect(model.declaration.inputs.attributes).toEqual(given);
    expect(network.declaration.inputs.attributes).toEqual([]);
    const back = await network.restore(structuredClone(model.store()));
    const window = windowOf(city, 150);
    expect(await back.predict(window)).toEqual(await model.predict(window));
    expect(back.declaration).toEqual(model.declaration);
  });

  it('forecasts soundly where nobody says what its places are, and near what it says otherwise', async () => {
    const window = windowOf(city, 150);
    const [told, untold] = [await model.predict(window), await model.predict({ ...window, attributes: [] })];
    expectSound(untold);
    told.mean.forEach((value, index) =>
      expect(Math.abs((untold.mean[index] ?? NaN) - value)).toBeLessThan(5),
    );
    expect(told.mean).not.toEqual(untold.mean);
  });

  it('gives them no part in explanations, which add up', async () => {
    const { contributions, forecast, startValue } = await model.explain(windowOf(city, 150), 1, 2);
    expect(contributions.map(({ group }) => group)).toEqual(['calendar', 'neighbours', 'own-last-hour']);
    const sum = contributions.reduce((total, { value }) => total + value, startValue);
    expect(sum).toBeCloseTo(forecast, 4);
  });
});
