import type { RunRow } from '../ports.ts';

/** What every place shows at one instant, in the order of the scene's series, sums behind them. */
export interface Values {
  readonly value: Float32Array;
  readonly lower: Float32Array;
  readonly upper: Float32Array;
  readonly usual: Float32Array;
  readonly state: Int32Array;
  /** 0 where the model is shown; where a benchmark is shown instead, which of `benchmarks`, counted from 1. */
  readonly instead: Int32Array;
  readonly benchmarks: readonly string[];
  /** Probability of a load above what the place may carry; NaN where there is none. */
  readonly over: Float32Array;
  readonly run: RunRow | null;
}
