import { isDeepStrictEqual } from 'node:util';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredModel, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { joinedCities } from '../../../models/traffic/joined-cities.ts';
import { weightsAlone } from '../../../models/traffic/start.ts';
import { seriesUntil } from '../../../models/series/series.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { expectSound } from '../expect-forecast.ts';
import { smallCity } from '../small-city.ts';
import { useWasm } from '../wasm-backend.ts';

const setting = { stepSeconds: 1800, horizonSteps: 3 };
const network = forecasterById('traffic.network', setting);
const elsewhere = [1, 2].map((seed) => smallCity({ places: 4, days: 6, stepSeconds: 1800, seed }));
const here = smallCity({ places: 5, days: 5, stepSeconds: 1800, seed: 9, missing: 0.05 });
const windowHere = (origin: number): Window =>
  windowAt(here, origin, { ...network.declaration.inputs, horizonSteps: 3 });
/** Compared as a whole: what a difference of a hundred thousand numbers would be shown as takes minutes to make. */
const hasWeightsOf = (one: StoredModel, other: StoredModel): boolean =>
  isDeepStrictEqual(weightsAlone(one).columns, weightsAlone(other).columns);

describe('a network that starts from one trained elsewhere', () => {
  let start: StoredModel;
  let zeroShot: TrainedModel;
  let tensorsBefore = 0;

  beforeAll(async () => {
    await useWasm();
    start = weightsAlone((await network.fit(joinedCities(elsewhere), { seed: 3 })).store());
    tensorsBefore = memory().numTensors;
    zeroShot = await network.fit(here, { seed: 3, startFrom: { stored: start, epochs: 0 } });
  }, 240_000);

  it('keeps the weights where it is not trained further, and learns the rest from the city', () => {
    const stored = zeroShot.store();
    expect(hasWeightsOf(stored, start)).toBe(true);
    expect(stored.numbers['epochs']).toBe(0);
    expect(stored.places).toEqual(here.places);
    const shifts = stored.columns['calibrationShifts'] ?? [];
    expect(shifts.some((shift) => shift !== 0)).toBe(true);
  });

  it('forecasts every place, also without a recent value', async () => {
    const window = windowHere(150);
    window.history.fill(NaN, 0, 12);
    expectSound(await zeroShot.predict(window));
    expect(memory().numTensors).toBe(tensorsBefore);
  });

  it('beats persistence on a city that it was not trained on, and its intervals hold', async () => {
    const persistence = await forecasterById('traffic.persistence', setting).fit(here, { seed: 1 });
    const last = (scores: Float32Array): number => scores.at(-1) ?? NaN;
    expect(last(zeroShot.validation.pinball)).toBeLessThan(0.85 * last(persistence.validation.pinball));
    expect(last(zeroShot.validation.coverage)).toBeGreaterThan(0.85);
  });

  it('does not mind the unit of the city', async () => {
    const inOther = { ...here, values: here.values.map((value) => 0.6 * value) };
    const other = await network.fit(inOther, { seed: 3, startFrom: { stored: start, epochs: 0 } });
    const window = windowHere(180);
    const { mean } = await zeroShot.predict(window);
    const scaled = await other.predict({ ...window, history: window.history.map((value) => 0.6 * value) });
    scaled.mean.forEach((value, index) => {
      expect(value / 0.6).toBeCloseTo(mean[index] ?? NaN, 2);
    });
  });

  it('changes the weights where it is trained further, but for no longer than was said', async () => {
    const further = await network.fit(here, { seed: 3, startFrom: { stored: start, epochs: 2 } });
    const stored = further.store();
    expect(stored.numbers['epochs']).toBeLessThanOrEqual(2);
    expect(hasWeightsOf(stored, start)).toBe(stored.numbers['epochs'] === 0);
    expect(further.validation.pinball.at(-1)).toBeLessThan(1.02 * (zeroShot.validation.pinball.at(-1) ?? 0));
  }, 120_000);

  it('is refused where the city has nothing that its intervals could be held against', async () => {
    const short = seriesUntil(here, 14);
    const fit = network.fit(short, { seed: 3, startFrom: { stored: start, epochs: 0 } });
    await expect(fit).rejects.toThrow(expect.objectContaining({ code: 'forecast-no-data' }));
  });

  it('is refused where the weights are of another grid, version or shape', async () => {
    const refused: unknown = expect.objectContaining({ code: 'forecast-no-model' });
    const fit = (stored: StoredModel): Promise<TrainedModel> =>
      network.fit(here, { seed: 3, startFrom: { stored, epochs: 0 } });
    await expect(fit({ ...start, version: '1' })).rejects.toThrow(refused);
    await expect(fit({ ...start, setting: { ...start.setting, horizonSteps: 4 } })).rejects.toThrow(refused);
    const columns = { ...start.columns, weights0: new Float32Array(3) };
    await expect(fit({ ...start, columns })).rejects.toThrow(refused);
  });
});
