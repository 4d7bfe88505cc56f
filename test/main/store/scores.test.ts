import { describe, expect, test } from 'vitest';
import type { NewRun, ScoreRequest } from '../../../main/common/rows/runs.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { fit, newRun } from './sample-run.ts';
import { addReadings, at, storeWithReadings } from './store.ts';

/** All hindcasts of the sample's fit. */
const hindcasts = {
  topic: 'traffic',
  kinds: ['hindcast'],
  ...fit,
  series: null,
  from: null,
  to: null,
  leftOut: [],
} as const;

/** The scores over all regimes together. */
async function overall(store: WorkspaceStore, request: ScoreRequest) {
  const { columns } = await store.scores.byHorizon(request);
  const rows = columns.regime.flatMap((regime, row) => (regime === null ? [row] : []));
  const pick = (values: Int32Array | Float64Array): number[] => rows.map((row) => values[row] ?? NaN);
  return {
    columns: {
      step: pick(columns.step),
      horizonMinutes: pick(columns.horizonMinutes),
      count: pick(columns.count),
      meanAbsoluteError: pick(columns.meanAbsoluteError),
      pinball: pick(columns.pinball),
      coverage: pick(columns.coverage),
      benchmarkMeanAbsoluteError: pick(columns.benchmarkMeanAbsoluteError),
      benchmarkPinball: pick(columns.benchmarkPinball),
      benchmarkCoverage: pick(columns.benchmarkCoverage),
    },
  };
}

/** Pinball loss of a forecast that lies `offset` above the truth. */
const loss = (offset: number, level: number): number => Math.max(-level * offset, (1 - level) * offset);

describe('scores', () => {
  test('are of forecasts against what was measured', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 7 });
    await store.runs.insert([newRun('hindcast', 5, series, 2), newRun('hindcast', 6, series, 2)]);
    const scores = await overall(store, hindcasts);
    expect([...scores.columns.step]).toEqual([1, 2]);
    expect([...scores.columns.horizonMinutes]).toEqual([5, 10]);
    expect([...scores.columns.count]).toEqual([4, 2]);
    expect([...scores.columns.meanAbsoluteError]).toEqual([2, 2]);
    expect([...scores.columns.benchmarkMeanAbsoluteError]).toEqual([3, 3]);
    expect([...scores.columns.coverage]).toEqual([1, 1]);
    const mean = [0.05, 0.5, 0.95].reduce((sum, level) => sum + loss(2 + (level - 0.5) * 10, level), 0) / 3;
    expect(scores.columns.pinball[0]).toBeCloseTo(mean, 3);
    const one = await overall(store, { ...hindcasts, series: [series[0] ?? 0], from: at(6) });
    expect([...one.columns.count]).toEqual([1]);
  });

  test('name the benchmark that all of them stand beside, if it is one', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 7 });
    const made = newRun('hindcast', 5, series, 2);
    const benchmarkId = Array.from(made.forecasts.series, (id) => (id === series[0] ? 'usual' : null));
    await store.runs.insert([{ ...made, forecasts: { ...made.forecasts, benchmarkId } }]);
    const named = async (ids: readonly number[] | null) =>
      (await store.scores.byHorizon({ ...hindcasts, series: ids })).columns.benchmarkId[0];
    expect(await named(null)).toBeNull();
    expect(await named(series.slice(0, 1))).toBe('usual');
    expect(await named(series.slice(1))).toBe('persistence');
  });

  test('count the ends of the interval, the three levels that both have, and their own benchmark', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 20 });
    /** The truth lies this far below the median; the benchmark's interval is one below to two above the truth. */
    const said = (asOf: number, error: number): NewRun => {
      const run = newRun('hindcast', asOf, series, error);
      const { mean } = run.forecasts;
      const benchmarkLower = mean.map((truth) => truth - 1);
      const benchmarkUpper = mean.map((truth) => truth + 2);
      return { ...run, forecasts: { ...run.forecasts, benchmarkLower, benchmarkUpper } };
    };
    const other = said(8, 0);
    await store.runs.insert([
      said(5, 4.2),
      said(6, -4.2),
      said(7, 4.8),
      { ...other, run: { ...other.run, benchmarkId: 'usual' } },
    ]);
    const { columns } = await overall(store, hindcasts);
    expect([...columns.count]).toEqual([3, 3]);
    expect(columns.coverage[0]).toBeCloseTo(2 / 3, 6);
    expect([...columns.benchmarkCoverage]).toEqual([1, 1]);
    const three = (offsets: readonly number[]): number =>
      [0.05, 0.5, 0.95].reduce((sum, level, at) => sum + loss(offsets[at] ?? NaN, level), 0) / 3;
    const ours = [4.2, -4.2, 4.8].map((error) => three([error - 4.5, error, error + 4.5]));
    expect(columns.pinball[0]).toBeCloseTo(ours.reduce((sum, one) => sum + one, 0) / 3, 4);
    expect(columns.benchmarkPinball[0]).toBeCloseTo(three([-1, 3, 2]), 4);
  });

  test('measure errors in the spreads that the model itself says, however wide the intervals were made', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 7 });
    const made = newRun('hindcast', 5, series, 2);
    const run = { ...made.run, steps: 8 };
    await store.runs.insert([
      { ...made, run },
      {
        ...made,
        run: { ...run, modelVersion: '2', widths: { normal1: 1.5 } },
        seriesWidths: new Map(series.map((id) => [id, 2])),
      },
    ]);
    const blocks = { ...hindcasts, blockSeconds: 7200, everySeconds: 1 };
    const size = async (modelVersion: string) =>
      (await store.scores.errorsByBlock({ ...blocks, modelVersion }))[0]?.size ?? NaN;
    expect(await size('2')).toBeCloseTo(3 * (await size('1')), 4);
  });

  test('count an as-of once, one fit alone, and no truth that was not known yet', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 7 });
    const other = newRun('hindcast', 4, series, 9);
    await store.runs.insert([
      newRun('hindcast', 5, series, 2),
      newRun('live', 5, series, 1),
      { ...other, run: { ...other.run, modelVersion: '2' } },
    ]);
    const request = { ...hindcasts, kinds: ['live', 'hindcast'] } as const;
    const all = await overall(store, request);
    expect([...all.columns.count]).toEqual([2, 2]);
    expect([...all.columns.meanAbsoluteError]).toEqual([1, 1]);
    const early = await overall(store, { ...request, to: at(6) });
    expect([...early.columns.count]).toEqual([2]);
  });

  test('take for true what the source of the higher precedence says, where two speak of one time', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 7 });
    const later = await addReadings(store, { places: 1, from: 6, to: 7, offset: 10 });
    await store.runs.insert([newRun('hindcast', 5, series, 2)]);
    const scored = async () => {
      const { columns } = await overall(store, hindcasts);
      return {
        counts: [...columns.count],
        errors: [...columns.meanAbsoluteError],
        benchmarkErrors: [...columns.benchmarkMeanAbsoluteError],
        coverage: [...columns.coverage],
      };
    };
    const byEarlier = { counts: [1, 1], errors: [2, 2], benchmarkErrors: [3, 3], coverage: [1, 1] };
    expect(await scored()).toEqual({
      counts: [1, 1],
      errors: [2, 8],
      benchmarkErrors: [3, 7],
      coverage: [1, 0],
    });
    await store.write((connection) =>
      connection.run(`UPDATE source SET precedence = 0 WHERE source_id = ${later}`),
    );
    expect(await scored()).toEqual(byEarlier);
    await store.sources.remove(later);
    expect(await scored()).toEqual(byEarlier);
  });
});
