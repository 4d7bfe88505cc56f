import type { runKinds } from '../contract/messages/forecast.ts';
import type { Topic } from '../metrics.ts';
import type { TouchedSpan } from './actions.ts';
import type { IntervalWidths, SeriesWidths } from './interval-widths.ts';

export type RunKind = (typeof runKinds)[number];

/** A forecast run. Times are epoch milliseconds. */
export interface RunRow {
  readonly runId: number;
  readonly kind: RunKind;
  readonly topic: Topic;
  /** Data cut-off: nothing received later was used. */
  readonly asOf: number;
  readonly createdAt: number;
  readonly modelId: string;
  readonly modelVersion: string;
  /** The benchmark beside the model; where series have their own, the name of all of them together. */
  readonly benchmarkId: string;
  readonly steps: number;
  readonly stepSeconds: number;
  readonly places: number;
  readonly milliseconds: number;
  readonly widths: IntervalWidths;
}

/** Forecasts of one run as columns of equal length, one row per series and step. */
export interface ForecastColumns {
  readonly series: Int32Array;
  /** 1 is the first step after the as-of. */
  readonly step: Int32Array;
  /** Start of the interval that is forecast, epoch milliseconds. */
  readonly targetAt: Float64Array;
  /** The model that served a row, or the benchmark that is shown instead of it; one name when it is the same everywhere. */
  readonly servedBy: string | readonly string[];
  readonly mean: Float32Array;
  /** `[row, level]` in the order of `quantileLevels`. */
  readonly quantiles: Float32Array;
  /** The benchmark beside the model in a row; null where it is that of the run. */
  readonly benchmarkId: readonly (string | null)[];
  /** NaN where there is none, as in the three below. */
  readonly benchmark: Float32Array;
  readonly benchmarkLower: Float32Array;
  readonly benchmarkUpper: Float32Array;
  readonly usual: Float32Array;
  /** 1 where the place was disturbed at the origin. */
  readonly isDisturbed: Uint8Array;
  /** The levels 5, 50 and 95 of the model where the benchmark is shown instead of it; NaN where the model is shown. */
  readonly modelLower: Float32Array;
  readonly modelMedian: Float32Array;
  readonly modelUpper: Float32Array;
}

/** A run that has no id yet. */
export interface NewRun {
  readonly run: Omit<RunRow, 'runId'>;
  readonly forecasts: ForecastColumns;
  readonly seriesWidths: SeriesWidths;
}

/** Which forecasts are scored. */
export interface ScoreRequest {
  readonly topic: Topic;
  readonly kinds: readonly RunKind[];
  /** Only these series; null: all. */
  readonly series: readonly number[] | null;
  /** Only what this fit of this model said, beside this benchmark. */
  readonly modelId: string;
  readonly modelVersion: string;
  readonly benchmarkId: string;
  /** Epoch milliseconds: as-of at or after `from`, truth of and received at or before `to`; null: no limit. */
  readonly from: number | null;
  readonly to: number | null;
  /** What logged actions touch: no test of a model. */
  readonly leftOut: readonly TouchedSpan[];
}
