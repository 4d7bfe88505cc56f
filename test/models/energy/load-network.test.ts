import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import {
  medianLevel,
  levelCount,
  type Forecast,
  type StoredModel,
  type TrainedModel,
} from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { noLinks, seriesUntil, type Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt, type Window } from '../../../models/series/window.ts';
import { decodeStoredModel, encodeStoredModel } from '../../../models/stored-model-file.ts';
import { expectSound } from '../expect-forecast.ts';
import { useWasm } from '../wasm-backend.ts';
import { smallGrid } from './small-grid.ts';

const day = 24;
const setting = { stepSeconds: 3600, horizonSteps: day };
const network = forecasterById('energy.network', setting);
const ridge = forecasterById('energy.load-ridge', setting);

/** Feeders whose load on some days, in no order, is higher from five in the afternoon to midnight. */
const all = switching(smallGrid({ places: 4, days: 63, seed: 5 }));
const grid = placesOf(all, 0, 3);
const learned = seriesUntil(grid, 56 * day);
const windowOf = (series: Series, origin: number): Window =>
  windowAt(series, origin, { ...network.declaration.inputs, horizonSteps: day });

function switching(series: Series): Series {
  const { steps } = series;
  const values = series.values.map((value, index) => {
    const step = index % steps;
    const isOn = Math.sin(Math.floor(step / day) ** 2) > 0.2;
    return isOn && step % day >= 17 ? 1.3 * value : value;
  });
  return { ...series, values };
}

function placesOf(series: Series, from: number, end: number): Series {
  const values = series.values.slice(from * series.steps, end * series.steps);
  return { ...series, places: series.places.slice(from, end), values, links: noLinks(end - from) };
}

function errorOf({ quantiles }: Forecast, truth: Float32Array): number {
  return truth.reduce(
    (sum, value, at) => sum + Math.abs(value - (quantiles[at * levelCount + medianLevel] ?? NaN)),
    0,
  );
}

describe('the network of loads', () => {
  let trained: TrainedModel;
  const losses: number[] = [];

  beforeAll(async () => {
    await useWasm();
    trained = await network.fit(learned, {
      seed: 3,
      onProgress: ({ validationLoss }) => validationLoss !== undefined && losses.push(validationLoss),
    });
  }, 240_000);

  it('is no worse than the ridge that it stands on, where it was validated', async () => {
    const below = await ridge.fit(learned, { seed: 1 });
    const mean = ({ validation: { pinball } }: TrainedModel): number =>
      pinball.reduce((sum, value) => sum + value, 0) / pinball.length;
    expect(trained.validation.origins).toBe(below.validation.origins);
    expect(losses.length).toBeGreaterThan(3);
    expect(mean(trained)).toBeLessThan(1.01 * mean(below));
  }, 120_000);

  it('is the ridge itself before it has learned, and something else after', async () => {
    const stored = trained.store();
    const isLast = (name: string): boolean => ['network14', 'network15', 'network16'].includes(name);
    const columns = Object.entries(stored.columns).map(
      ([name, values]) => [name, isLast(name) ? values.map(() => 0) : values] as const,
    );
    const untrained = await network.restore({ ...stored, columns: Object.fromEntries(columns) });
    const below = await (
      await ridge.fit(learned, { seed: 1 })
    ).predict(windowAt(learned, 50 * day, { ...ridge.declaration.inputs, horizonSteps: day }));
    const without = await untrained.predict(windowOf(learned, 50 * day));
    without.quantiles.forEach((value, at) => {
      expect(value).toBeCloseTo(below.quantiles[at] ?? NaN, 1);
    });
    expect(await trained.predict(windowOf(learned, 50 * day))).not.toEqual(without);
  }, 120_000);

  it('forecasts from any hour, with gaps and after a day without readings, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const window = windowOf(grid, 58 * day + 7);
    expectSound(await trained.predict(window));
    const holes = window.history.map((value, step) => (step % 3 === 0 ? NaN : value));
    expectSound(await trained.predict({ ...window, history: holes }));
    const sameTime = window.sameTime.map((column) =>
      column.daysBefore === 1 ? { ...column, values: column.values.map(() => NaN) } : column,
    );
    expectSound(await trained.predict({ ...window, sameTime }));
    expect(memory().numTensors).toBe(before);
  });

  it('comes back from a file as it was', async () => {
    const back = await network.restore(decodeStoredModel(encodeStoredModel(trained.store())));
    const window = windowOf(grid, 58 * day);
    expect(await back.predict(window)).toEqual(await trained.predict(window));
    expect(back.validation).toEqual(trained.validation);
  });

  it('forecasts a feeder that it never saw from one week of it, nearly as well as a ridge that learned from that feeder', async () => {
    const informed = await ridge.fit(seriesUntil(all, 56 * day), { seed: 1 });
    let [own, withIt, naive] = [0, 0, 0];
    for (let origin = 30 * day; origin < 60 * day; origin += day) {
      const whole = placesOf(all, 3, 4);
      const week = { ...whole, values: whole.values.slice().fill(NaN, 0, origin - 7 * day) };
      const window = windowOf(week, origin);
      const forecast = await trained.predict(window);
      expectSound(forecast);
      const truth = targetsAt(week, origin, day);
      own += errorOf(forecast, truth);
      withIt += errorOf(await informed.predict(windowOf(whole, origin)), truth);
      const yesterday = window.sameTime.find(({ daysBefore }) => daysBefore === 1)?.values;
      naive += truth.reduce((sum, value, at) => sum + Math.abs(value - (yesterday?.[at] ?? NaN)), 0);
    }
    expect(own).toBeLessThan(naive);
    expect(own).toBeLessThan(1.15 * withIt);
  }, 120_000);

  it('says the same in another unit', async () => {
    const again = await network.fit(
      { ...learned, values: learned.values.map((value) => value / 1000) },
      { seed: 3, onlyAt: 0, startFrom: { stored: trained.store(), epochs: 0 } },
    );
    const same = await network.fit(learned, {
      seed: 3,
      onlyAt: 0,
      startFrom: { stored: trained.store(), epochs: 0 },
    });
    const small = { ...grid, values: grid.values.map((value) => value / 1000) };
    const [one, other] = [
      await same.predict(windowOf(grid, 57 * day)),
      await again.predict(windowOf(small, 57 * day)),
    ];
    one.mean.forEach((value, at) => {
      expect((other.mean[at] ?? NaN) / (value / 1000)).toBeCloseTo(1, 3);
    });
  }, 120_000);

  it('explains a forecast by groups that add up to it', async () => {
    const window = windowOf(grid, 58 * day);
    const { mean } = await trained.predict(window);
    const { startValue, contributions, forecast } = await trained.explain(window, 1, 20);
    expect(forecast).toBeCloseTo(mean[day + 20] ?? NaN, 3);
    const sum = contributions.reduce((total, { value }) => total + value, startValue);
    expect(sum).toBeCloseTo(forecast, 3);
  });

  it('stops when it is told to, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const stop = new AbortController();
    const cut = network.fit(learned, {
      seed: 3,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(cut).rejects.toThrow(MetropoleError);
    expect(memory().numTensors).toBe(before);
  }, 120_000);

  it('goes on where it was cut short, to the same network', async () => {
    let kept: StoredModel | undefined;
    let writes = 0;
    const cut = network.fit(learned, {
      seed: 3,
      checkpoint: {
        read: () => Promise.resolve(undefined),
        write: (stored) => {
          kept = stored;
          return ++writes === 2 ? Promise.reject(new Error('the power is gone')) : Promise.resolve();
        },
      },
    });
    await expect(cut).rejects.toThrow('the power is gone');
    const resumed = await network.fit(learned, {
      seed: 3,
      checkpoint: { read: () => Promise.resolve(kept), write: () => Promise.resolve() },
    });
    const [one, other] = [trained.store().columns['network2'], resumed.store().columns['network2']];
    one?.forEach((value, at) => {
      expect(other?.[at]).toBeCloseTo(value, 3);
    });
  }, 240_000);
});

it('serves ten-minute loads by the corrections of their hours', async () => {
  await useWasm();
  const fine = smallGrid({ days: 30, stepSeconds: 600 });
  const ofFine = forecasterById('energy.network', { stepSeconds: 600, horizonSteps: 144 });
  const model = await ofFine.fit(fine, { seed: 1 });
  const window = windowAt(fine, 27 * 144 + 77, { ...ofFine.declaration.inputs, horizonSteps: 144 });
  expectSound(await model.predict(window));
}, 240_000);
