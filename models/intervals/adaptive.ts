/** How many of the forecasts that came true lately lay outside their interval. */
export interface Misses {
  readonly count: number;
  readonly missed: number;
}

/** Share of the truth that may lie outside the 90 % interval. */
const nominal = 0.1;
/** How fast the logarithm of the width follows, for each minute of truth and share of misses too many. */
const ratePerMinute = 0.02;
/** The same of a single place: what it says of itself scatters more. */
const placeRatePerMinute = 0.003;
/** Truth that comes in at once, after a pause, counts as this many minutes at most. */
const mostMinutes = 30;
/** Of this many forecasts the share of misses says enough; of fewer it counts for less. */
const enoughCount = 30;
const [narrowest, widest] = [0.5, 4];

/**
 * The width of intervals, as a multiple of the model's own, after more truth has come in: wider by each miss too many, narrower by each too
 * few, so that in the long run as many miss as should, whatever the city does (adaptive conformal inference, Gibbs and Candes 2021, on
 * the logarithm of the width as in Angelopoulos, Candes and Tibshirani 2023).
 *
 * @param width before
 * @param minutes how much time the truth covers that came in
 */
export function adaptedWidth(width: number, { count, missed }: Misses, minutes: number): number {
  return followed(width, { count, missed }, ratePerMinute * Math.min(count / enoughCount, 1), minutes);
}

/**
 * The same of the intervals of one place, beside what all places ask for. Its forecasts of one time are right or wrong together, so that
 * their number says nothing.
 */
export function adaptedPlaceWidth(width: number, misses: Misses, minutes: number): number {
  return followed(width, misses, placeRatePerMinute, minutes);
}

function followed(width: number, { count, missed }: Misses, rate: number, minutes: number): number {
  if (count === 0) return width;
  const next = width * Math.exp(rate * Math.min(minutes, mostMinutes) * (missed / count - nominal));
  return Math.min(Math.max(next, narrowest), widest);
}

/** Moves the levels of one forecast away from its median, or towards it, in place; the median stays. */
export function widen(levels: Float32Array, medianIndex: number, width: number): void {
  const median = levels[medianIndex] ?? NaN;
  for (let level = 0; level < levels.length; level++) {
    levels[level] = median + width * ((levels[level] ?? NaN) - median);
  }
}
