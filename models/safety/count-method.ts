import type { CountStateRecord } from '../../main/common/contract/count-records.ts';
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
  /** All that it learned, as it is stored: what `load` of its method makes the same model of. */
  readonly state: CountStateRecord;
}

/** A way to expect counts. */
export interface CountMethod {
  readonly name: string;
  readonly title: string;
  readonly isBenchmark: boolean;
  /** Raised whenever the same data would give other forecasts, or stored states can no longer be read. */
  readonly version: string;
  /** Learns from the periods before `end` alone, its settings chosen by `chooseSetting`. */
  fit(counts: Counts, end: number): CountModel;
  /** A model as it was stored; counts have to be of the categories that it was fitted to, in their order. */
  load(state: CountStateRecord): CountModel;
}

/** A number that a fit learned of a category. @throws RangeError where the state is of another method */
export function learnedValue({ values }: CountStateRecord, name: string, category: number): number {
  const value = values[`${name}.${category}`];
  if (value === undefined) throw new RangeError(`no ${name} of category ${category}`);
  return value;
}

/** Numbers that a fit learned of a category. @throws RangeError where the state is of another method */
export function learnedArray({ arrays }: CountStateRecord, name: string, category: number): Float64Array {
  const array = arrays[`${name}.${category}`];
  if (array === undefined) throw new RangeError(`no ${name} of category ${category}`);
  return Float64Array.from(array);
}

/** The first period of which anything is learned: what came before it makes its history. At most 90 days. */
export function firstForecast({ periodsPerDay }: Counts, end: number): number {
  return Math.min(90, Math.floor(end / periodsPerDay / 4)) * periodsPerDay;
}
