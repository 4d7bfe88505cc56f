import type { WidthCell } from './interval-widths.ts';
import type { ScoreRequest } from './runs.ts';

/** Which forecasts came true: those for intervals that ended after `since`, epoch milliseconds, and at or before `to`. */
export interface MissRequest extends ScoreRequest {
  readonly since: number;
}

/** How many forecasts there were, and how many of the truths lay outside the 90 % interval. */
interface MissCount {
  readonly count: number;
  readonly missed: number;
}

export interface CellMisses extends WidthCell, MissCount {}

export interface SeriesMisses extends MissCount {
  readonly seriesId: number;
}

/** The same forecasts counted in two ways. */
export interface Misses {
  readonly cells: readonly CellMisses[];
  readonly series: readonly SeriesMisses[];
}
