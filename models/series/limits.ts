import type { Series } from './series.ts';

/** What was measured in training, as bounds for forecasts of a metric that cannot be negative. */
export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** Zero (or the lowest value, where negative ones were measured) to the highest value of the series. */
export function limitsOf(series: Series): Limits {
  let lower = 0;
  let upper = -Infinity;
  for (const value of series.values) {
    if (value < lower) lower = value;
    if (value > upper) upper = value;
  }
  return { lower, upper };
}

export function limit(value: number, limits: Limits): number {
  return Math.min(Math.max(value, limits.lower), limits.upper);
}
