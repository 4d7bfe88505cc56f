import { expect, test } from 'vitest';
import type { TouchedSpan } from '../../../main/common/rows/actions.ts';
import type { ScoreRequest } from '../../../main/common/rows/runs.ts';
import { fit, newRun } from './sample-run.ts';
import { at, stepMs, storeWithReadings } from './store.ts';

/** Three runs of the first two of eight steps at two places: 12 forecasts with their truth. */
async function scored() {
  const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 8 });
  const runs = [4, 5, 6].map((asOf) => {
    const run = newRun('hindcast', asOf, series, 9);
    const benchmarkUpper = run.forecasts.benchmark.map((value) => value + 1);
    return { ...run, run: { ...run.run, steps: 8 }, forecasts: { ...run.forecasts, benchmarkUpper } };
  });
  await store.runs.insert(runs);
  const request = (...leftOut: TouchedSpan[]): ScoreRequest => ({
    ...{ topic: 'traffic', kinds: ['hindcast'], ...fit, series: null, from: null, to: null },
    leftOut,
  });
  const first = series[0] ?? -1;
  const span = (from: number, to: number): TouchedSpan => ({ series: first, from, to });
  const counts = async (...leftOut: TouchedSpan[]) => {
    const asked = request(...leftOut);
    const inBlocks = { ...asked, blockSeconds: 7200, everySeconds: 1 };
    const { columns } = await store.scores.byHorizon(asked);
    const sum = (rows: readonly { readonly count: number }[]): number =>
      rows.reduce((total, { count }) => total + count, 0);
    return {
      byStep: [...columns.count].filter((_, row) => columns.regime[row] === null),
      byRegime: [...columns.count].filter((_, row) => columns.regime[row] === 'normal'),
      decided: sum(await store.scores.byBlock(inBlocks)),
      errors: sum((await store.scores.errorsByBlock(inBlocks)).filter(({ district }) => district === null)),
      misses: sum((await store.scores.misses({ ...asked, since: at(0) })).cells),
      leftOut: await store.scores.countLeftOut(asked),
    };
  };
  return { counts, span };
}

test('forecasts that an action touches are in no score, and are counted', async () => {
  const { counts, span } = await scored();
  const all = await counts();
  expect(all).toEqual({
    ...{ byStep: [6, 6], byRegime: [6, 6], decided: 12, errors: 12, misses: 12, leftOut: 0 },
  });
  expect(await counts(span(at(5), at(6)))).toEqual({
    ...{ byStep: [5, 5], byRegime: [5, 5], decided: 10, errors: 10, misses: 10, leftOut: 2 },
  });
});

test('a forecast is touched where its interval lies partly in the action, and by an open one from then on', async () => {
  const { counts, span } = await scored();
  const leftOut = async (from: number, to: number): Promise<number> => (await counts(span(from, to))).leftOut;
  expect(await leftOut(at(5) + stepMs - 1, at(6))).toBe(2);
  expect(await leftOut(at(5), at(5) + 1)).toBe(2);
  expect(await leftOut(at(3), at(4))).toBe(0);
  expect(await leftOut(at(6), Infinity)).toBe(3);
  expect((await counts(span(at(6), Infinity))).byStep).toEqual([5, 4]);
});
