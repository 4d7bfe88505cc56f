import type { Fit } from './models.ts';

/** How a fit did at each series on data that it had not learned from; a row each. */
export interface SeriesLosses extends Fit {
  readonly series: Int32Array;
  /** On how many origins it was judged there. */
  readonly origins: Int32Array;
  /** Mean pinball loss over all levels and horizons, in the data's unit. */
  readonly pinball: Float64Array;
}
