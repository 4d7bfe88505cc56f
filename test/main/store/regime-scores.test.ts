import { describe, expect, test } from 'vitest';
import type { NewRun } from '../../../main/common/rows/runs.ts';
import { fit, newRun } from './sample-run.ts';
import { addReadings, at, stepMs, storeWithReadings } from './store.ts';

const hindcasts = {
  topic: 'traffic',
  kinds: ['hindcast'],
  ...fit,
  series: null,
  from: null,
  to: null,
  leftOut: [],
} as const;
const blocks = { ...hindcasts, blockSeconds: 7200, everySeconds: 900 } as const;

/** A run whose second place is disturbed; the benchmark has an interval of two to either side. */
function run(asOf: number, series: readonly number[], error: number): NewRun {
  const made = newRun('hindcast', asOf, series, error);
  const { forecasts } = made;
  return {
    ...made,
    forecasts: {
      ...forecasts,
      isDisturbed: Uint8Array.from(forecasts.series, (id) => (id === series[1] ? 1 : 0)),
      benchmarkLower: forecasts.benchmark.map((value) => value - 2),
      benchmarkUpper: forecasts.benchmark.map((value) => value + 2),
    },
  };
}

/** The same where the benchmark was shown: what the model said stands beside it. */
function shownInstead(made: NewRun): NewRun {
  const { forecasts } = made;
  const level = (index: number): Float32Array =>
    Float32Array.from(forecasts.series, (_, row) => forecasts.quantiles[row * 11 + index] ?? NaN);
  return {
    ...made,
    forecasts: {
      ...forecasts,
      servedBy: 'persistence',
      mean: forecasts.benchmark,
      quantiles: Float32Array.from(forecasts.quantiles, () => 1e6),
      modelLower: level(0),
      modelMedian: level(5),
      modelUpper: level(10),
    },
  };
}

describe('scores by regime', () => {
  test('stand behind those over all, each with its own cases', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 20 });
    await store.runs.insert([run(5, series, 2), run(6, series, 4)]);
    const { columns } = await store.scores.byHorizon(hindcasts);
    expect(columns.regime).toEqual([null, null, 'normal', 'disturbed', 'normal', 'disturbed']);
    expect([...columns.step]).toEqual([1, 2, 1, 1, 2, 2]);
    expect([...columns.count]).toEqual([4, 4, 2, 2, 2, 2]);
    const one = await store.scores.byHorizon({ ...hindcasts, series: series.slice(0, 1) });
    expect(one.columns.regime).toEqual([null, null, 'normal', 'normal']);
  });

  test('are of the model also where the benchmark was shown', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 20 });
    await store.runs.insert([run(5, series, 2), run(6, series, 4)]);
    const before = await store.scores.byHorizon(hindcasts);
    const sumsBefore = await store.scores.byBlock(blocks);
    const other = await storeWithReadings({ places: 2, from: 0, to: 20 });
    await other.store.runs.insert([run(5, series, 2), shownInstead(run(6, series, 4))]);
    expect(await other.store.scores.byHorizon(hindcasts)).toEqual(before);
    expect(await other.store.scores.byBlock(blocks)).toEqual(sumsBefore);
  });

  test('leave out truth that came later than the cut-off', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 20 });
    await store.runs.insert([run(5, series, 2)]);
    const counts = async (to: number) => [
      ...(await store.scores.byHorizon({ ...hindcasts, to: at(to) })).columns.count,
    ];
    expect(await counts(7)).toEqual([1, 1, 1, 1]);
    await store.write((connection) =>
      connection.run(
        `UPDATE reading SET received_at = make_timestamptz(${String(at(9) * 1000)}) WHERE starts_at = make_timestamptz(${String(at(6) * 1000)})`,
      ),
    );
    expect(await counts(7)).toEqual([1, 1]);
    expect(await counts(9)).toEqual([1, 1, 1, 1]);
  });
});

describe('losses by block', () => {
  test('are summed by district, part of the horizon, regime and stretch of time', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 60 });
    const source = await addReadings(store, { places: 0, from: 0, to: 0 });
    await store.write((connection) =>
      connection.run(
        `INSERT INTO place_version SELECT ${String(source)}, place_id, 'sensor', NULL, NULL, NULL, '{"district":"Harbour"}', NULL
         FROM place WHERE key = 'p1'`,
      ),
    );
    await store.runs.insert([run(6, series, 3), run(9, series, 3), run(30, series, 3)]);
    const found = await store.scores.byBlock(blocks);
    const about = found.map(({ placeGroup, band, regime, count }) => ({ placeGroup, band, regime, count }));
    // Two steps are the second and the fourth quarter; steps 6 and 9 lie in the first two hours, 30 in the next.
    expect(about).toEqual(
      ['', 'Harbour'].flatMap((placeGroup) =>
        [2, 4].flatMap((band) =>
          [1, 2].map((count) => ({
            placeGroup,
            band,
            regime: placeGroup === '' ? 'normal' : 'disturbed',
            count,
          })),
        ),
      ),
    );
    // 0.05 x 4.5 above the truth at the upper level, 3 halves at the median, 1.5 below at the lower one.
    const [first] = found;
    expect(first?.model).toBeCloseTo((0.95 * 0 + 0.05 * 1.5 + 0.5 * 3 + 0.05 * 7.5) / 3, 4);
    expect(first?.benchmark).toBeCloseTo((0.95 * 1 + 0.5 * 3 + 0.05 * 5) / 3, 4);
  });

  test('count one origin in each stretch, and none without a benchmark', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 60 });
    const bare = run(12, series, 3);
    const nothing = bare.forecasts.benchmark.map(() => NaN);
    await store.runs.insert([
      run(6, series, 3),
      run(7, series, 3),
      run(8, series, 3),
      { ...bare, forecasts: { ...bare.forecasts, benchmark: nothing } },
    ]);
    const counts = (found: readonly { readonly count: number }[]) => found.map(({ count }) => count);
    expect(counts(await store.scores.byBlock(blocks))).toEqual([1, 1]);
    const each = { ...blocks, everySeconds: stepMs / 1000 };
    expect(counts(await store.scores.byBlock(each))).toEqual([3, 3]);
  });
});
