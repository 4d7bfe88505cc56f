import { describe, expect, it } from 'vitest';
import { bestOnValidation } from '../../../models/evaluation/validation.ts';
import type { Forecaster, TrainedModel } from '../../../models/model.ts';
import { forecasterById, forecastersFor } from '../../../models/registry.ts';
import { noLinks } from '../../../models/series/series.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { expectSound } from '../expect-forecast.ts';
import { smallCity } from '../small-city.ts';

const setting = { topic: 'traffic', stepSeconds: 900, horizonSteps: 4 } as const;
const benchmarks = (): Forecaster[] =>
  forecastersFor(setting).filter((forecaster) => forecaster.declaration.kind === 'benchmark');
const benchmarkNamed = (name: string): Forecaster => forecasterById(`traffic.${name}`, setting);
const series = smallCity({ days: 8 });
const windowFor = (model: TrainedModel, origin: number): Window =>
  windowAt(series, origin, { ...model.declaration.inputs, horizonSteps: 4 });

describe.each(benchmarks().map((forecaster) => [forecaster.declaration.name, forecaster] as const))(
  '%s',
  (_, forecaster) => {
    it('forecasts every place and step, with gaps in the history', async () => {
      const gappy = smallCity({ days: 8, missing: 0.2 });
      const model = await forecaster.fit(gappy, { seed: 1 });
      const window = windowAt(gappy, 700, { ...model.declaration.inputs, horizonSteps: 4 });
      window.history.fill(NaN, 0, window.historySteps);
      const forecast = await model.predict(window);
      expectSound(forecast);
      expect(forecast.imputedSteps[0]).toBe(window.historySteps);
    });

    it('gives no forecast only where nothing at all is known', async () => {
      const silent = smallCity({ days: 8 });
      silent.values.fill(NaN, 0, silent.steps);
      const model = await forecaster.fit(silent, { seed: 1 });
      const forecast = await model.predict(
        windowAt(silent, 700, { ...model.declaration.inputs, horizonSteps: 4 }),
      );
      expect(forecast.mean.subarray(0, 4).every(Number.isNaN)).toBe(true);
      expect(forecast.quantiles.subarray(0, 44).every(Number.isNaN)).toBe(true);
      expect(forecast.mean.subarray(4).some(Number.isNaN)).toBe(false);
    });

    it('forecasts the same after being stored and read back, and for a subset of places', async () => {
      const model = await forecaster.fit(series, { seed: 1 });
      const back = await forecaster.restore(structuredClone(model.store()));
      const all = await model.predict(windowFor(model, 700));
      expect(await back.predict(windowFor(model, 700))).toEqual(all);
      expect(back.validation).toEqual(model.validation);
      const some = await model.predict(windowFor(model, 700), { places: Uint32Array.of(4, 1) });
      expect([...some.mean]).toEqual([...all.mean.subarray(16, 20), ...all.mean.subarray(4, 8)]);
    });
  },
);

describe('benchmarks', () => {
  it('say what their names say', async () => {
    const meanOf = async (name: string): Promise<number> => {
      const model = await benchmarkNamed(name).fit(series, { seed: 1 });
      return (await model.predict(windowFor(model, 700))).mean[1] ?? NaN;
    };
    const lastHour = [...series.values.subarray(696, 700)];
    expect(await meanOf('persistence')).toBe(series.values[699]);
    expect(await meanOf('recent-mean')).toBeCloseTo(lastHour.reduce((sum, value) => sum + value, 0) / 4, 4);
    expect(await meanOf('yesterday')).toBe(series.values[701 - 96]);
    expect(await meanOf('last-week')).toBe(series.values[701 - 7 * 96]);
  });

  it('take yesterday for last week while history is short, and say so', async () => {
    const model = await benchmarkNamed('last-week').fit(series, { seed: 1 });
    const forecast = await model.predict(windowFor(model, 300));
    expect(forecast.mean[0]).toBe(series.values[300 - 96]);
    expect(forecast.notices).toEqual([{ code: 'model-yesterday-instead', parameters: { places: 6 } }]);
  });

  it('have intervals that hold on data they have not seen', async () => {
    const model = await benchmarkNamed('persistence').fit(smallCity({ days: 8 }), { seed: 1 });
    const fresh = smallCity({ days: 8, seed: 2 });
    let inside = 0;
    let count = 0;
    for (let origin = 100; origin < 700; origin += 7) {
      const { quantiles } = await model.predict(
        windowAt(fresh, origin, { ...model.declaration.inputs, horizonSteps: 4 }),
      );
      for (let place = 0; place < 6; place++) {
        const truth = fresh.values[place * fresh.steps + origin + 3] ?? NaN;
        const base = (place * 4 + 3) * 11;
        count++;
        if (truth >= (quantiles[base] ?? NaN) && truth <= (quantiles[base + 10] ?? NaN)) inside++;
      }
    }
    expect(inside / count).toBeGreaterThan(0.85);
    expect(inside / count).toBeLessThan(0.95);
  });

  it('are ranked by their loss on validation folds', async () => {
    const models = await Promise.all(benchmarks().map((forecaster) => forecaster.fit(series, { seed: 1 })));
    const best = bestOnValidation(models);
    const loss = (model: TrainedModel): number =>
      model.validation.pinball.reduce((sum, value) => sum + value, 0);
    expect(best === undefined ? NaN : loss(best)).toBe(Math.min(...models.map(loss)));
    expect(['traffic.ridge-shared', 'traffic.ridge-own']).toContain(best?.declaration.id);
  });

  it('forecast where there are no links at all', async () => {
    const alone = { ...series, links: noLinks(series.places.length) };
    const model = await benchmarkNamed('ridge-shared').fit(alone, { seed: 1 });
    expectSound(await model.predict(windowAt(alone, 700, { ...model.declaration.inputs, horizonSteps: 4 })));
    const explanation = await model.explain(
      windowAt(alone, 700, { ...model.declaration.inputs, horizonSteps: 4 }),
      0,
      0,
    );
    expect(explanation.contributions.find((part) => part.group === 'neighbours')?.value).toBe(0);
  });

  it('refuse a state of another model and a series that is too short', async () => {
    const model = await benchmarkNamed('usual').fit(series, { seed: 1 });
    await expect(async () => benchmarkNamed('persistence').restore(model.store())).rejects.toThrow(
      expect.objectContaining({ code: 'forecast-no-model' }),
    );
    const short = smallCity({ days: 1, stepSeconds: 7200 });
    await expect(benchmarkNamed('ridge-shared').fit(short, { seed: 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'forecast-no-data' }),
    );
  });

  it('stop when told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      benchmarkNamed('ridge-own').fit(series, { seed: 1, signal: controller.signal }),
    ).rejects.toThrow(expect.objectContaining({ code: 'aborted' }));
  });
});
