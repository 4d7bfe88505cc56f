import { beforeAll, describe, expect, it } from 'vitest';
import type { Forecast, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { undirected } from '../../../models/series/neighbours.ts';
import type { Series } from '../../../models/series/series.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { featureCount } from '../../../models/traffic/inputs.ts';
import { parameterShapes } from '../../../models/traffic/network.ts';
import { expectSound } from '../expect-forecast.ts';
import { smallCity } from '../small-city.ts';
import { useWasm } from '../wasm-backend.ts';

const setting = { stepSeconds: 1800, horizonSteps: 3 };
const city = smallCity({ places: 5, days: 6, stepSeconds: 1800 });
const plain: Series = { ...city, links: undirected(city.links) };
const network = forecasterById('traffic.network', setting);
const perDay = 48;

/** Every day incidents halve the speed of each place three times for two hours; each is known half an hour before it shows. */
function withIncidents(series: Series): Series {
  const values = series.values.slice();
  const here = new Float32Array(values.length);
  for (let place = 0; place < series.places.length; place++) {
    for (let number = 0; number < 18; number++) {
      const begin = number * 16 + ((number * 5 + place * 7) % 11) + 1;
      for (let step = begin; step < begin + 4; step++) {
        const cell = place * series.steps + step;
        here[cell - 1] = 1;
        values[cell] = 0.5 * (values[cell] ?? NaN);
      }
    }
  }
  const rain = new Float32Array(series.steps);
  return {
    ...series,
    values,
    covariates: [
      { name: 'incident-here', perPlace: true, values: here },
      { name: 'rain-now', perPlace: false, values: rain },
    ],
  };
}

const series = withIncidents(plain);
const windowAtOrigin = (origin: number, of = series): Window =>
  windowAt(of, origin, { ...network.declaration.inputs, horizonSteps: 3 });
const meanOf = ({ mean }: Forecast, place: number, step: number): number => mean[place * 3 + step] ?? NaN;

/** The window in which an incident at a place has just become known. */
function warned(window: Window, place: number): Window {
  return {
    ...window,
    covariates: window.covariates.map((one) => {
      if (one.name !== 'incident-here') return one;
      const values = new Float32Array(one.values.length);
      values[(place + 1) * window.historySteps - 1] = 1;
      return { ...one, values };
    }),
  };
}

const calm = (window: Window): Window => ({
  ...window,
  covariates: window.covariates.map((one) => ({ ...one, values: one.values.map(() => 0) })),
});

describe('a network trained with incidents', () => {
  let model: TrainedModel;

  beforeAll(async () => {
    await useWasm();
    model = await network.fit(series, { seed: 7 });
  }, 120_000);

  it('has a column for each value and a flag for each group, behind those that it has without', () => {
    expect(featureCount(3)).toBe(69);
    expect(featureCount(3, ['rain-now', 'incident-here'])).toBe(69 + 1 + 4 + 2);
    const [first] = parameterShapes(3);
    expect(first).toEqual([69, 128]);
    expect(model.store().columns['weights0']?.length).toBe((69 + 7) * 128);
    expect(model.declaration.inputs.covariates.map(({ name }) => name)).toEqual([
      'rain-now',
      'incident-here',
    ]);
    expect(network.declaration.inputs.covariates).toEqual([]);
  });

  it('expects a place with an incident to slow down, and no other', async () => {
    const window = calm(windowAtOrigin(5 * perDay + 6));
    const before = await model.predict(window);
    const after = await model.predict(warned(window, 2));
    expect(meanOf(after, 2, 0)).toBeLessThan(meanOf(before, 2, 0) - 5);
    expect(meanOf(after, 3, 0)).toBe(meanOf(before, 3, 0));
  });

  it('names the incident in the explanation, which still adds up', async () => {
    const window = warned(calm(windowAtOrigin(5 * perDay + 6)), 2);
    const explanation = await model.explain(window, 2, 0);
    const parts = explanation.contributions;
    expect(parts.map(({ group }) => group)).toEqual([
      'calendar',
      'weather',
      'incidents',
      'neighbours',
      'own-last-hour',
    ]);
    expect(parts.find(({ group }) => group === 'incidents')?.value).toBeLessThan(-5);
    expect(parts.find(({ group }) => group === 'weather')?.value).toBe(0);
    const sum = parts.reduce((total, { value }) => total + value, explanation.startValue);
    expect(sum).toBeCloseTo(meanOf(await model.predict(window), 2, 0), 4);
  });

  it('forecasts soundly where nobody tells it of incidents', async () => {
    const window = windowAtOrigin(5 * perDay + 6);
    const told = await model.predict(calm(window));
    const untold = await model.predict({ ...window, covariates: [] });
    expectSound(untold);
    told.mean.forEach((value, index) =>
      expect(Math.abs((untold.mean[index] ?? NaN) - value)).toBeLessThan(6),
    );
  });

  it('forecasts the same after being stored and read back', async () => {
    const back = await network.restore(structuredClone(model.store()));
    const window = warned(windowAtOrigin(150), 1);
    expect(await back.predict(window)).toEqual(await model.predict(window));
    expect(back.declaration).toEqual(model.declaration);
  });
});

it('a network trained without any is the same as ever, and takes no notice of what it was not trained with', async () => {
  await useWasm();
  const model = await network.fit(plain, { seed: 7 });
  const stored = model.store();
  expect(stored.columns['weights0']?.length).toBe(69 * 128);
  expect(Object.keys(stored.numbers).filter((name) => name.startsWith('covariate'))).toEqual([]);
  expect(model.declaration).toEqual(network.declaration);
  const window = windowAtOrigin(150);
  expect(await model.predict(window)).toEqual(await model.predict({ ...window, covariates: [] }));
}, 120_000);
