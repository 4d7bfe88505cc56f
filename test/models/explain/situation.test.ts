import { describe, expect, it } from 'vitest';
import { explainByReplacement } from '../../../models/explain/replacement.ts';
import type { Situation } from '../../../models/explain/situation.ts';
import type { TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { fillWindow } from '../../../models/series/fill.ts';
import { everyPlaceOf, windowAt, type Window } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const setting = { stepSeconds: 900, horizonSteps: 4 };
const series = smallCity({ days: 6 });
const perDay = 96;
const now = 5 * perDay + 36;

const windowOf = (model: TrainedModel, origin: number): Window =>
  windowAt(series, origin, { ...model.declaration.inputs, horizonSteps: 4 });

/** The same time of so many days before, and the steps around it. */
function situationsOf(model: TrainedModel, days: number, around: readonly number[] = [0]): Situation[] {
  return Array.from({ length: days }, (_, day) => day + 1).flatMap((day) =>
    around.map((shift): Situation => {
      const { places, history, sameTime, covariates } = windowOf(model, now - day * perDay + shift);
      return { day, places: Uint32Array.from(places.keys()), history, sameTime, covariates };
    }),
  );
}

/** A model that multiplies: what it makes of a mean is not the mean of what it makes. */
async function multiplying(): Promise<TrainedModel> {
  const model = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
  const predict: TrainedModel['predict'] = (window, { places = everyPlaceOf(window) } = {}) => {
    const { history } = fillWindow(window, model.usual, model.places);
    const { historySteps, horizonSteps } = window;
    const last = (place: number): number => history[(place + 1) * historySteps - 1] ?? NaN;
    const mean = new Float32Array(places.length * horizonSteps);
    places.forEach((place, row) => {
      const copy = place - (place % series.places.length);
      const next = copy + ((place + 1) % series.places.length);
      mean.fill((last(place) * last(next)) / 50, row * horizonSteps, (row + 1) * horizonSteps);
    });
    const rest = {
      ...{ quantiles: new Float32Array(0), levels: [], imputedSteps: new Uint16Array(0), notices: [] },
    };
    return Promise.resolve({ places, horizonSteps, mean, ...rest });
  };
  return { ...model, declaration: model.declaration, places: model.places, usual: model.usual, predict };
}

const place = 2;

describe('real situations', () => {
  it('stand in whole: neighbours and last hour of one moment belong together', async () => {
    const model = await multiplying();
    const window = windowOf(model, now);
    const situations = situationsOf(model, 5);
    const explained = await explainByReplacement(model, window, place, 0, {}, situations);
    const last = (history: Float32Array, at: number): number => history[(at + 1) * 12 - 1] ?? NaN;
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const together = mean(
      situations.map(({ history }) => (last(history, place) * last(history, place + 1)) / 50),
    );
    const apart =
      (mean(situations.map(({ history }) => last(history, place))) *
        mean(situations.map(({ history }) => last(history, place + 1)))) /
      50;
    const of = (group: string): number =>
      explained.contributions.find((one) => one.group === group)?.value ?? NaN;
    expect(Math.abs(together - apart)).toBeGreaterThan(0.01);
    expect(explained.startValue + of('calendar')).toBeCloseTo(together, 3);
    const neighbour = last(window.history, place + 1);
    const withNeighbours = mean(situations.map(({ history }) => (last(history, place) * neighbour) / 50));
    expect(of('neighbours')).toBeCloseTo(withNeighbours - together, 3);
    expect(explained.forecast).toBeCloseTo((last(window.history, place) * neighbour) / 50, 3);
    expect(explained.compared).toMatchObject({ situations: 5, isUsed: true });
  });

  it('tell how well their mean is known, by days: more of the same day is no more', async () => {
    const model = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
    const window = windowOf(model, now);
    const errorOf = async (situations: readonly Situation[]): Promise<number> => {
      const { compared } = await explainByReplacement(model, window, place, 0, {}, situations);
      return compared?.standardError ?? NaN;
    };
    const five = situationsOf(model, 5);
    const twice = await errorOf([...five, ...five]);
    expect(twice).toBeGreaterThan(0);
    expect(twice).toBeCloseTo(await errorOf(five), 5);
    expect(await errorOf(situationsOf(model, 1, [-2, -1, 0, 1, 2]))).toBeNaN();
  });

  it('are nothing but what is usual where they are fewer than five, and that is said', async () => {
    const model = await multiplying();
    const window = windowOf(model, now);
    const few = await explainByReplacement(model, window, place, 0, {}, situationsOf(model, 4));
    const usual = await explainByReplacement(model, window, place, 0);
    expect(few.contributions).toEqual(usual.contributions);
    expect(few.compared).toMatchObject({ situations: 4, isUsed: false });
    expect(usual.compared).toBeUndefined();
  });

  it('hold for the places around that they tell of: the same from part of the city', async () => {
    const model = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
    const window = windowOf(model, now);
    const situations = situationsOf(model, 5);
    const rows = [place, 1, 3];
    const near = situations.map((one): Situation => ({
      ...one,
      places: Uint32Array.from(rows),
      history: Float32Array.from(rows.flatMap((row) => [...one.history.subarray(row * 12, (row + 1) * 12)])),
    }));
    const whole = await explainByReplacement(model, window, place, 1, {}, situations);
    const part = await explainByReplacement(model, window, place, 1, { linksAway: 1 }, near);
    part.contributions.forEach(({ value }, index) => {
      expect(value).toBeCloseTo(whole.contributions[index]?.value ?? NaN, 3);
    });
  });
});
