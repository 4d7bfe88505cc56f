/**
 * The quantile of ascending values, between order statistics by straight lines (type 7 of Hyndman and Fan 1996). NaN when there are none.
 */
export function quantileOfSorted(sorted: Float32Array | Float64Array, level: number): number {
  if (sorted.length === 0) return NaN;
  const position = Math.min(Math.max(level, 0), 1) * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}
