import { describe, expect, it } from 'vitest';
import { explainByReplacement } from '../../../models/explain/replacement.ts';
import type { Explanation } from '../../../models/explain/explanation.ts';
import type { TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const setting = { stepSeconds: 900, horizonSteps: 4 };
const series = smallCity({ days: 6 });
const fitted = (name: string): Promise<TrainedModel> =>
  forecasterById(`traffic.${name}`, setting).fit(series, { seed: 1 });
const windowFor = (model: TrainedModel, origin: number): Window =>
  windowAt(series, origin, { ...model.declaration.inputs, horizonSteps: 4 });
const sumOf = (explanation: Explanation): number =>
  explanation.contributions.reduce((sum, part) => sum + part.value, explanation.startValue);

describe.each(['persistence', 'recent-mean', 'yesterday', 'usual', 'ridge-own', 'ridge-shared'])(
  'explaining %s',
  (name) => {
    it('adds up to the forecast, details to their contribution', async () => {
      const model = await fitted(name);
      for (const [origin, place, step] of [
        [300, 0, 0],
        [417, 3, 3],
        [512, 5, 1],
      ] as const) {
        const window = windowFor(model, origin);
        const explanation = await model.explain(window, place, step);
        const forecast = await model.predict(window);
        expect(sumOf(explanation)).toBeCloseTo(forecast.mean[place * 4 + step] ?? NaN, 4);
        for (const part of explanation.contributions.filter(
          (contribution) => contribution.details.length > 0,
        )) {
          expect(part.details.reduce((sum, detail) => sum + detail.value, 0)).toBeCloseTo(part.value, 8);
        }
      }
    });
  },
);

describe('explanations', () => {
  it('credit groups in the declared order and begin with the usual', async () => {
    const model = await fitted('ridge-shared');
    const explanation = await model.explain(windowFor(model, 420), 2, 2);
    expect(explanation.method).toBe('exact-linear');
    expect(explanation.contributions.map((part) => part.group).slice(0, 3)).toEqual([
      'calendar',
      'neighbours',
      'own-last-hour',
    ]);
    const usual = await fitted('usual');
    expect(explanation.startValue).toBe((await usual.predict(windowFor(usual, 420))).mean[2 * 4 + 2]);
    expect(explanation.background.situations).toBe(30);
    expect(explanation.background.standardError).toBeGreaterThan(0);
  });

  it('are the same by exact parts and by replacing groups, for a linear model', async () => {
    const model = await fitted('ridge-shared');
    const window = windowFor(model, 420);
    const exact = await model.explain(window, 2, 2);
    const replaced = await explainByReplacement(model, window, 2, 2);
    for (const group of ['neighbours', 'own-last-hour']) {
      const value = (explanation: Explanation): number =>
        explanation.contributions.find((part) => part.group === group)?.value ?? NaN;
      expect(value(replaced)).toBeCloseTo(value(exact), 3);
    }
  });

  it('blame the neighbour that changed', async () => {
    const model = await fitted('ridge-shared');
    const window = windowFor(model, 420);
    const before = await model.explain(window, 2, 2);
    window.history.fill(20, 3 * 12, 4 * 12);
    const after = await model.explain(window, 2, 2);
    const changed = after.contributions.filter(
      (part, index) => Math.abs(part.value - (before.contributions[index]?.value ?? NaN)) > 1e-6,
    );
    expect(changed.map((part) => part.group)).toEqual(['neighbours']);
  });

  it('name what keeping the forecast within its limits added', async () => {
    const model = await fitted('ridge-own');
    const window = windowFor(model, 420);
    window.history.fill(300, 0, 12);
    const explanation = await model.explain(window, 0, 0);
    expect(explanation.contributions.at(-1)?.group).toBe('limits');
    expect(sumOf(explanation)).toBeCloseTo((await model.predict(window)).mean[0] ?? NaN, 3);
  });

  it('refuse where there is no forecast', async () => {
    const silent = smallCity({ days: 6 });
    silent.values.fill(NaN, 0, silent.steps);
    const model = await forecasterById('traffic.persistence', setting).fit(silent, { seed: 1 });
    const window = windowAt(silent, 300, { ...model.declaration.inputs, horizonSteps: 4 });
    await expect(async () => model.explain(window, 0, 0)).rejects.toThrow(
      expect.objectContaining({ code: 'forecast-no-data' }),
    );
  });
});
