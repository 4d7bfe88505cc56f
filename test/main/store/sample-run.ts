import { quantileLevels } from '../../../main/common/quantiles.ts';
import type { NewRun, RunKind } from '../../../main/common/rows/runs.ts';
import { at } from './store.ts';

/** What every run of {@link newRun} was made by. */
export const fit = { modelId: 'ridge', modelVersion: '1', benchmarkId: 'persistence' };

/** A run at step `asOf` for both series and two steps, whose median is the truth plus `error`. */
export function newRun(kind: RunKind, asOf: number, series: readonly number[], error: number): NewRun {
  const rows = series.flatMap((id, place) => [1, 2].map((step) => ({ id, place, step })));
  const truth = rows.map(({ place, step }) => place * 1000 + asOf + step - 1);
  const column = (value: (row: number) => number): Float32Array =>
    Float32Array.from(rows, (_, row) => value(row));
  return {
    run: {
      kind,
      topic: 'traffic',
      asOf: at(asOf),
      createdAt: at(asOf),
      modelId: 'ridge',
      modelVersion: '1',
      benchmarkId: 'persistence',
      steps: 2,
      stepSeconds: 300,
      places: series.length,
      widths: {},
      milliseconds: 1,
    },
    seriesWidths: new Map(),
    forecasts: {
      series: Int32Array.from(rows, ({ id }) => id),
      step: Int32Array.from(rows, ({ step }) => step),
      targetAt: Float64Array.from(rows, ({ step }) => at(asOf + step - 1)),
      servedBy: 'ridge',
      mean: column((row) => truth[row] ?? 0),
      quantiles: Float32Array.from(
        rows.flatMap((_, row) =>
          quantileLevels.map((level) => (truth[row] ?? 0) + error + (level - 0.5) * 10),
        ),
      ),
      benchmarkId: rows.map(() => null),
      benchmark: column((row) => (truth[row] ?? 0) + 3),
      benchmarkLower: column((row) => (truth[row] ?? 0) + 1),
      benchmarkUpper: column(() => NaN),
      usual: column(() => 50),
      isDisturbed: Uint8Array.from(rows, () => 0),
      modelLower: column(() => NaN),
      modelMedian: column(() => NaN),
      modelUpper: column(() => NaN),
    },
  };
}
