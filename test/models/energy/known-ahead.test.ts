import { beforeAll, describe, expect, test } from 'vitest';
import type { Forecaster, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import type { KnownAhead } from '../../../models/series/known-ahead.ts';
import { seriesUntil, type Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt, type Window } from '../../../models/series/window.ts';
import { gridWithHolidays, knownColumn } from './grid-with-holidays.ts';
import { smallGrid } from './small-grid.ts';

const forecaster: Forecaster = forecasterById('energy.load-ridge', { stepSeconds: 3600, horizonSteps: 24 });
const shape = { ...forecaster.declaration.inputs, horizonSteps: 24 };

/** Tuesdays that are holidays, by the day of the series; the last one is forecast. */
const holidays = [15, 22, 36, 50, 57, 71];
const lastHoliday = 71;
/** A week after one, and itself none. */
const weekAfter = 64;
const days = 75;

const unknown = (known: KnownAhead): KnownAhead => ({ ...known, values: known.values.map(() => NaN) });

async function errorOn(day: number, model: TrainedModel, window: Window, series: Series): Promise<number> {
  const { mean } = await model.predict(window);
  const truth = targetsAt(series, day * 24, 24);
  return mean.reduce((sum, value, index) => sum + Math.abs(value - (truth[index] ?? NaN)), 0) / mean.length;
}

/** Width of the 90 % interval of the first place at eight in the evening of a day. */
async function widthOn(day: number, model: TrainedModel, series: Series): Promise<number> {
  const { quantiles, levels } = await model.predict(windowAt(series, day * 24, shape));
  const evening = quantiles.subarray(20 * levels.length, 21 * levels.length);
  return (evening[levels.length - 1] ?? NaN) - (evening[0] ?? NaN);
}

describe('a load ridge that is told of holidays', () => {
  const known = gridWithHolidays(days, holidays);
  const series = { ...known, knownAhead: undefined };
  const until = lastHoliday * 24;
  let plain: TrainedModel;
  let model: TrainedModel;
  beforeAll(async () => {
    plain = await forecaster.fit(seriesUntil(series, until), { seed: 1, onlyAt: 0 });
    model = await forecaster.fit(seriesUntil(known, until), { seed: 1, onlyAt: 0 });
  });

  test('forecasts them, the day after and a week after better', async () => {
    for (const [day, share] of [
      [lastHoliday, 0.75],
      [lastHoliday + 1, 1],
      [weekAfter, 0.75],
    ] as const) {
      const window = windowAt(known, day * 24, shape);
      const own = await errorOn(day, model, window, series);
      expect(own).toBeLessThan(share * (await errorOn(day, plain, window, series)));
    }
  });

  test('credits them with a row of their own, and the rows add up', async () => {
    const window = windowAt(known, until, shape);
    const { startValue, contributions, forecast } = await model.explain(window, 0, 19);
    const groups = ['calendar', 'holidays', 'past-days', 'own-last-hour'];
    expect(contributions.map(({ group }) => group)).toEqual(groups);
    expect(contributions.reduce((sum, { value }) => sum + value, startValue)).toBeCloseTo(forecast, 3);
    expect(contributions[1]?.value).toBeLessThan(-30);
    const ordinary = await model.explain(windowAt(known, 66 * 24, shape), 0, 19);
    expect(ordinary.contributions[1]).toMatchObject({ group: 'holidays', value: 0 });
  });

  test('comes back from its numbers as it was, and one stored before there were any still serves', async () => {
    const window = windowAt(known, until, shape);
    const back = await forecaster.restore(model.store());
    expect(await back.predict(window)).toEqual(await model.predict(window));
    const older = await forecaster.restore(plain.store());
    expect(await older.predict(window)).toEqual(await plain.predict(window));
    expect(Object.keys(plain.store().numbers).filter((name) => name.startsWith('ahead'))).toEqual([]);
    const { numbers, ...rest } = model.store();
    const kept = Object.entries(numbers).filter(([name]) => !name.startsWith('width.'));
    const narrow = await forecaster.restore({ ...rest, numbers: Object.fromEntries(kept) });
    expect((await narrow.predict(window)).mean).toEqual((await model.predict(window)).mean);
  });

  test('takes what nobody knows for an ordinary day', async () => {
    const window = windowAt(known, until, shape);
    const silent = { ...window, knownAhead: window.knownAhead?.map(unknown) };
    const without = await model.predict({ ...window, knownAhead: undefined });
    expect((await model.predict(silent)).mean).toEqual(without.mean);
    expect(without.mean.every(Number.isFinite)).toBe(true);
    expect((await model.predict(window)).mean[12]).toBeLessThan(0.9 * (without.mean[12] ?? NaN));
  });

  test('gives the same numbers as ever where no day is one', async () => {
    const ordinary = smallGrid({ days: 30 });
    const none = ['holiday', 'holiday-yesterday', 'holiday-two-days-ago', 'holiday-week-ago'] as const;
    const empty = { ...ordinary, knownAhead: none.map((name) => knownColumn(ordinary, name, () => 0)) };
    const [one, other] = await Promise.all(
      [ordinary, empty].map(async (from) => {
        const fitted = await forecaster.fit(seriesUntil(from, 25 * 24), { seed: 1, onlyAt: 0 });
        return await fitted.predict(windowAt(from, 25 * 24, shape));
      }),
    );
    expect(other).toEqual(one);
  });

  test('is less sure of holidays where they are unlike one another, and of other days as sure as ever', async () => {
    const unlike = gridWithHolidays(days, holidays, (day) => (day % 2 === 0 ? 0.55 : 0.95));
    const ofUnlike = await forecaster.fit(seriesUntil(unlike, until), { seed: 1, onlyAt: 0 });
    const ordinary = await widthOn(66, ofUnlike, unlike);
    expect(await widthOn(lastHoliday, ofUnlike, unlike)).toBeGreaterThan(1.5 * ordinary);
    const { numbers } = ofUnlike.store();
    expect(numbers['width.holiday']).toBeGreaterThan(1.2 * (model.store().numbers['width.holiday'] ?? NaN));
  });

  test('is as sure of a holiday as of any day while too few were seen', async () => {
    const few = gridWithHolidays(days, [50]);
    const widths = async (fitDays: number): Promise<number[]> => {
      const fitted = await forecaster.fit(seriesUntil(few, fitDays * 24), { seed: 1, onlyAt: 0 });
      return Object.entries(fitted.store().numbers).flatMap(([name, width]) =>
        name.startsWith('width.') ? [width] : [],
      );
    };
    expect(await widths(52)).toEqual([1, 1, 1, 1]);
    expect(Math.max(...(await widths(60)))).toBeGreaterThan(1);
  });

  test('learns less from a holiday that was seen once', async () => {
    const effect = async (kept: readonly number[]): Promise<number> => {
      const rare = known.knownAhead?.map((one) => ({
        ...one,
        values: one.values.map((value, index) =>
          kept.includes(Math.floor((Math.floor(index / 24) + (index % 24)) / 24)) ? value : 0,
        ),
      }));
      const fitted = await forecaster.fit(seriesUntil({ ...series, knownAhead: rare }, until), {
        seed: 1,
        onlyAt: 0,
      });
      const { contributions } = await fitted.explain(windowAt(known, until, shape), 0, 19);
      return Math.abs(contributions.find(({ group }) => group === 'holidays')?.value ?? NaN);
    };
    expect(await effect([15])).toBeLessThan(0.6 * (await effect(holidays)));
  });
});
