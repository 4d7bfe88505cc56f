import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContributionDetail, Explanation } from '../../../models/explain/explanation.ts';
import { explainByReplacement } from '../../../models/explain/replacement.ts';
import type { FitProgress, Forecast, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { expectSound } from '../expect-forecast.ts';
import { smallCity } from '../small-city.ts';
import { useWasm } from '../wasm-backend.ts';

const setting = { stepSeconds: 1800, horizonSteps: 3 };
const series = smallCity({ places: 5, days: 6, stepSeconds: 1800 });
const network = forecasterById('traffic.network', setting);
const sameInput = (one: ContributionDetail, other: ContributionDetail): boolean =>
  (one.kind === 'neighbour' && other.kind === 'neighbour' && one.place === other.place) ||
  (one.kind === 'lag' && other.kind === 'lag' && one.stepsBefore === other.stepsBefore);
const windowAtOrigin = (origin: number): Window =>
  windowAt(series, origin, { ...network.declaration.inputs, horizonSteps: 3 });

describe('the traffic network', () => {
  let model: TrainedModel;
  const progress: FitProgress[] = [];
  let tensorsBefore = 0;

  beforeAll(async () => {
    await useWasm();
    tensorsBefore = memory().numTensors;
    model = await network.fit(series, { seed: 7, onProgress: (step) => progress.push(step) });
  }, 120_000);

  it('forecasts every place and step, also without a recent value', async () => {
    const window = windowAtOrigin(200);
    window.history.fill(NaN, 0, 12);
    window.history.fill(NaN, 20, 24);
    expectSound(await model.predict(window));
  });

  it('is less sure of a place that is silent, and as sure as before of the others', async () => {
    const widths = { heard: 0, silent: 0, neighbourHeard: 0, neighbourSilent: 0 };
    const width = ({ quantiles }: Forecast, place: number): number =>
      (quantiles[place * 33 + 10] ?? NaN) - (quantiles[place * 33] ?? NaN);
    for (let origin = 100; origin < 280; origin += 6) {
      const window = windowAtOrigin(origin);
      const heard = await model.predict(window);
      window.history.fill(NaN, 0, 12);
      const silent = await model.predict(window);
      widths.heard += width(heard, 0);
      widths.silent += width(silent, 0);
      widths.neighbourHeard += width(heard, 2);
      widths.neighbourSilent += width(silent, 2);
    }
    expect(widths.silent).toBeGreaterThan(1.2 * widths.heard);
    expect(widths.neighbourSilent / widths.neighbourHeard).toBeGreaterThan(0.9);
    expect(widths.neighbourSilent / widths.neighbourHeard).toBeLessThan(1.15);
  });

  it('gives no forecast for a place of which nothing is known', async () => {
    const window = { ...windowAtOrigin(200), places: ['new', ...series.places.slice(1)] };
    window.history.fill(NaN, 0, 12);
    const forecast = await model.predict(window);
    expect(forecast.mean.subarray(0, 3).every(Number.isNaN)).toBe(true);
    expect(forecast.mean.subarray(3).some(Number.isNaN)).toBe(false);
  });

  it('serves a place it was not trained on from its history', async () => {
    const known = await model.predict(windowAtOrigin(200));
    const renamed = await model.predict({
      ...windowAtOrigin(200),
      places: ['new', ...series.places.slice(1)],
    });
    expect(Math.abs((renamed.mean[0] ?? NaN) - (known.mean[0] ?? NaN))).toBeLessThan(10);
  });

  it('beats persistence on what it has not seen', async () => {
    const persistence = await forecasterById('traffic.persistence', setting).fit(series, { seed: 1 });
    const last = (scores: Float32Array): number => scores.at(-1) ?? NaN;
    expect(last(model.validation.pinball)).toBeLessThan(0.8 * last(persistence.validation.pinball));
    expect(last(model.validation.coverage)).toBeGreaterThan(0.85);
  });

  it('leaves no tensor behind', async () => {
    await model.predict(windowAtOrigin(200));
    await model.explain(windowAtOrigin(200), 1, 1);
    expect(memory().numTensors).toBe(tensorsBefore);
  });

  it('reports progress that rises to one, with losses', () => {
    const fractions = progress.map((step) => step.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(progress[0]?.loss).toBeGreaterThan(progress[3]?.loss ?? NaN);
    expect(progress[0]?.validationLoss).toBeGreaterThan(0);
  });

  it('forecasts the same after being stored and read back', async () => {
    const back = await network.restore(structuredClone(model.store()));
    expect(await back.predict(windowAtOrigin(150))).toEqual(await model.predict(windowAtOrigin(150)));
  });

  it('explains in the declared order, adding up to the forecast', async () => {
    const window = windowAtOrigin(160);
    const forecast = await model.predict(window);
    const explanation = await model.explain(window, 3, 2);
    expect(explanation.contributions.map((part) => part.group)).toEqual([
      'calendar',
      'neighbours',
      'own-last-hour',
    ]);
    const sum = explanation.contributions.reduce((total, part) => total + part.value, explanation.startValue);
    expect(sum).toBeCloseTo(forecast.mean[3 * 3 + 2] ?? NaN, 4);
  });

  it('tells the neighbours and minutes inside a group by gradients, which leave next to nothing of it', async () => {
    for (const [origin, place] of [
      [160, 3],
      [211, 0],
      [254, 2],
    ] as const) {
      const { contributions } = await model.explain(windowAtOrigin(origin), place, 2);
      for (const { group, value, details } of contributions.slice(1)) {
        const kinds = new Set(details.map(({ kind }) => kind));
        expect([...kinds]).toEqual([group === 'neighbours' ? 'neighbour' : 'lag', 'rest']);
        expect(details.reduce((sum, detail) => sum + detail.value, 0)).toBeCloseTo(value, 4);
        const pushed = details.reduce((sum, detail) => sum + Math.abs(detail.value), 0);
        expect(Math.abs(details.at(-1)?.value ?? NaN)).toBeLessThan(0.02 * pushed + 0.02);
      }
    }
  });

  it('credits the neighbour and the minutes that changed', async () => {
    const window = windowAtOrigin(160);
    const before = await model.explain(window, 2, 2);
    window.history.fill(15, 3 * 12 + 11, 4 * 12);
    const after = await model.explain(window, 2, 2);
    const neighbours = (explanation: Explanation): readonly ContributionDetail[] =>
      explanation.contributions.find(({ group }) => group === 'neighbours')?.details ?? [];
    const moves = neighbours(after).map(({ value }, index) =>
      Math.abs(value - (neighbours(before)[index]?.value ?? NaN)),
    );
    const moved = neighbours(after)[moves.indexOf(Math.max(...moves))];
    expect(moved).toMatchObject({ kind: 'neighbour', place: 3, stepsBefore: 0 });
  });

  it('is explained the same without gradients, where what the parts leave is nothing', async () => {
    const window = windowAtOrigin(160);
    const exact = await model.explain(window, 3, 2);
    const replaced = await explainByReplacement(model, window, 3, 2);
    exact.contributions.forEach(({ value, details }, index) => {
      const other = replaced.contributions[index];
      expect(other?.value).toBeCloseTo(value, 3);
      details.forEach((detail, at) => {
        const same = other?.details.find((one) => sameInput(one, detail)) ?? other?.details[at];
        expect(Math.abs((same?.value ?? NaN) - detail.value)).toBeLessThan(0.25);
      });
      if (index > 0) expect(Math.abs(other?.details.at(-1)?.value ?? NaN)).toBeLessThan(1e-3);
    });
  });

  it('says what the others do where all neighbours are silent: no part', async () => {
    const window = windowAtOrigin(160);
    for (const other of [0, 1, 2, 4]) window.history.fill(NaN, other * 12, (other + 1) * 12);
    const { contributions, forecast } = await model.explain(window, 3, 2);
    expect(contributions.find(({ group }) => group === 'neighbours')?.details).toEqual([]);
    expect(Number.isFinite(forecast)).toBe(true);
  });

  it('does not mind the unit of the data', async () => {
    const faster = { ...series, values: series.values.map((value) => 2 * value) };
    const doubled = await network.fit(faster, { seed: 7 });
    const window = windowAtOrigin(180);
    const { mean } = await model.predict(window);
    const other = await doubled.predict({ ...window, history: window.history.map((value) => 2 * value) });
    other.mean.forEach((value, index) => {
      expect(value / 2).toBeCloseTo(mean[index] ?? NaN, 1);
    });
  }, 120_000);

  it('learns the same from the same seed and something else from another', async () => {
    const weights = async (seed: number): Promise<Float32Array | Float64Array | undefined> =>
      (await network.fit(series, { seed })).store().columns['weights0'];
    expect(await weights(7)).toEqual(model.store().columns['weights0']);
    expect(await weights(8)).not.toEqual(model.store().columns['weights0']);
  }, 120_000);

  it('stops when told to and leaves no tensor behind', async () => {
    const controller = new AbortController();
    const fit = network.fit(series, {
      seed: 1,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(fit).rejects.toThrow(expect.objectContaining({ code: 'aborted' }));
    expect(memory().numTensors).toBe(tensorsBefore);
  }, 60_000);
});
