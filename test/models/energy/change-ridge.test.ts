import { describe, expect, it } from 'vitest';
import { forecasterById } from '../../../models/registry.ts';
import { seriesUntil, type Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';
import type { Forecaster } from '../../../models/model.ts';
import { expectSound } from '../expect-forecast.ts';
import { smallGrid } from './small-grid.ts';

const at = (series: Series, name: string): Forecaster =>
  forecasterById(`energy.${name}`, {
    stepSeconds: series.stepSeconds,
    horizonSteps: 86_400 / series.stepSeconds,
  });

/** Mean absolute error over the last days, each forecast at midnight by a model that was fitted before all of them. */
async function errorOf(name: string, series: Series, days: number): Promise<number> {
  const perDay = 86_400 / series.stepSeconds;
  const forecaster = at(series, name);
  const model = await forecaster.fit(seriesUntil(series, series.steps - days * perDay), { seed: 1 });
  let sum = 0;
  for (let day = days; day > 0; day--) {
    const origin = series.steps - day * perDay;
    const window = windowAt(series, origin, { ...forecaster.declaration.inputs, horizonSteps: perDay });
    const { mean } = await model.predict(window);
    const truth = targetsAt(series, origin, perDay);
    mean.forEach((value, index) => {
      sum += Math.abs(value - (truth[index] ?? NaN));
    });
  }
  return sum / (days * perDay * series.places.length);
}

describe.each(['daily-ridge', 'load-ridge'])('%s', (name) => {
  it('does better than yesterday and last week', { timeout: 60_000 }, async () => {
    const series = smallGrid();
    const own = await errorOf(name, series, 7);
    expect(own).toBeLessThan(0.8 * (await errorOf('yesterday', series, 7)));
    expect(own).toBeLessThan(0.8 * (await errorOf('last-week', series, 7)));
  });

  it('forecasts from any hour, also of ten-minute data with gaps', { timeout: 60_000 }, async () => {
    const series = smallGrid({ days: 20, stepSeconds: 600 });
    const forecaster = at(series, name);
    const model = await forecaster.fit(series, { seed: 1 });
    const shape = { ...forecaster.declaration.inputs, horizonSteps: 144 };
    const window = windowAt(series, 15 * 144 + 77, shape);
    expectSound(await model.predict(window));
    const holes = { ...window, history: window.history.map((value, step) => (step % 3 === 0 ? NaN : value)) };
    expectSound(await model.predict(holes));
    const noYesterday = window.sameTime.map((column) =>
      column.daysBefore === 1 ? { ...column, values: column.values.map(() => NaN) } : column,
    );
    expectSound(await model.predict({ ...window, sameTime: noYesterday }));
  });

  it('comes back from its numbers as it was', { timeout: 60_000 }, async () => {
    const series = smallGrid({ days: 20 });
    const forecaster = at(series, name);
    const model = await forecaster.fit(series, { seed: 1 });
    const back = await forecaster.restore(model.store());
    const window = windowAt(series, 400, { ...forecaster.declaration.inputs, horizonSteps: 24 });
    expect(await back.predict(window)).toEqual(await model.predict(window));
    expect(back.validation).toEqual(model.validation);
  });

  it('learns nothing from what comes after the end of its series', { timeout: 60_000 }, async () => {
    const series = smallGrid({ days: 21 });
    const window = windowAt(series, 480, { ...at(series, name).declaration.inputs, horizonSteps: 24 });
    const later = { ...series, values: series.values.map((v, i) => (i % series.steps >= 480 ? 9999 : v)) };
    const [before, after] = await Promise.all(
      [series, later].map(async (one) => {
        const model = await at(series, name).fit(seriesUntil(one, 480), { seed: 1 });
        return await model.predict(window);
      }),
    );
    expect(after).toEqual(before);
  });
});

describe('load-ridge', () => {
  it('serves a feeder it has not learned from by what all have in common', { timeout: 60_000 }, async () => {
    const series = smallGrid({ places: 3 });
    const forecaster = at(series, 'load-ridge');
    const model = await forecaster.fit(series, { seed: 1 });
    const inputs = { ...forecaster.declaration.inputs, horizonSteps: 24 };
    const window = windowAt(series, series.steps - 24, inputs);
    const truth = targetsAt(series, series.steps - 24, 24);
    const strange = await model.predict({ ...window, places: ['feeder 0', 'feeder 1', 'a new one'] });
    expectSound(strange);
    const yesterday = window.sameTime.find(({ daysBefore }) => daysBefore === 1)?.values ?? [];
    const missed = (values: ArrayLike<number>): number =>
      truth.slice(48).reduce((sum, value, step) => sum + Math.abs(value - (values[48 + step] ?? NaN)), 0);
    expect(missed(strange.mean)).toBeLessThan(missed(yesterday));
  });

  it('explains a forecast by groups that add up to it', { timeout: 60_000 }, async () => {
    const series = smallGrid({ days: 30 });
    const forecaster = at(series, 'load-ridge');
    const model = await forecaster.fit(series, { seed: 1 });
    const window = windowAt(series, 600, { ...forecaster.declaration.inputs, horizonSteps: 24 });
    const { startValue, contributions, forecast } = await model.explain(window, 1, 20);
    const { mean } = await model.predict(window);
    expect(contributions.map(({ group }) => group)).toEqual(['calendar', 'past-days', 'own-last-hour']);
    expect(contributions.reduce((sum, { value }) => sum + value, startValue)).toBeCloseTo(forecast, 3);
    expect(forecast).toBeCloseTo(mean[24 + 20] ?? NaN, 3);
  });
});
