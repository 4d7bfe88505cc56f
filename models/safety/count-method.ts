import type { Counts } from './counts.ts';

/** Expected counts of consecutive periods, each made from what came before it. */
export interface ExpectedCounts {
  readonly from: number;
  readonly to: number;
  /** Always above zero. `[category, period, cell]` */
  readonly means: Float64Array;
  /** Variance = mean + dispersion * mean^2; 0 is Poisson. `[category]` */
  readonly dispersions: Float64Array;
}

/** A method that has chosen its settings and learned. */
export interface CountModel {
  /** What it chose, for the table and the card. */
  readonly chosen: Readonly<Record<string, number>>;
  /** Periods `from` to before `to`; reads nothing of a period before it has forecast it. */
  expect(counts: Counts, from: number, to: number): ExpectedCounts;
}

/** A way to expect counts. */
export interface CountMethod {
  readonly name: string;
  readonly title: string;
  readonly isBenchmark: boolean;
  /** Learns from the periods before `end` alone, its settings chosen by `chooseSetting`. */
  fit(counts: Counts, end: number): CountModel;
}

/** The first period of which anything is learned: what came before it makes its history. At most 90 days. */
export function firstForecast({ periodsPerDay }: Counts, end: number): number {
  return Math.min(90, Math.floor(end / periodsPerDay / 4)) * periodsPerDay;
}
