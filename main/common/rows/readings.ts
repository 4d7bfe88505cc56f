import type { DayKind } from '../contract/compute-contract.ts';
import type { MetricId } from '../metrics.ts';

/** What the loaded readings of a metric span. */
export interface DataSpan {
  /** Start of the first interval, epoch milliseconds. */
  readonly from: number;
  /** End of the last interval, epoch milliseconds. */
  readonly to: number;
  /** The cadence that most series have. */
  readonly stepSeconds: number;
}

/** Which readings: of series of a metric that start in `[from, to)` and had been received by `asOf`. Epoch milliseconds. */
export interface MatrixRequest {
  readonly metric: MetricId;
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  /** Null: everything that is loaded. */
  readonly asOf: number | null;
  /** Only these, in the order of their ids; left out: all of the metric. */
  readonly series?: readonly number[];
}

/** What is usual, as columns of equal length. */
export interface UsualColumns {
  readonly series: Int32Array;
  readonly dayKind: readonly DayKind[];
  /** 0 to 1439 of the local day. */
  readonly minuteOfDay: Int32Array;
  readonly value: Float32Array;
  /** How far readings usually lie from the value: their root mean square distance, over the hour. NaN where it is not known. */
  readonly spread: Float32Array;
  /** Readings behind the value. */
  readonly count: Int32Array;
}
