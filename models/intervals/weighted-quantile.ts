/**
 * Quantiles of values that do not all count alike: between the middles of their weights by straight lines, the outermost values beyond.
 * NaN when there are none.
 * @param levels ascending
 */
export function weightedQuantiles(
  values: Float32Array,
  weights: Float32Array,
  levels: readonly number[],
): Float32Array {
  const order = Uint32Array.from(values, (_, index) => index).sort(
    (first, second) => (values[first] ?? 0) - (values[second] ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const out = new Float32Array(levels.length).fill(values[order.at(-1) ?? 0] ?? NaN);
  let before = 0;
  let previousMiddle = 0;
  let previous = values[order[0] ?? 0] ?? NaN;
  let level = 0;
  for (const index of order) {
    const weight = weights[index] ?? 0;
    const value = values[index] ?? NaN;
    const middle = (before + weight / 2) / total;
    for (; level < levels.length && (levels[level] ?? 1) <= middle; level++) {
      const share =
        middle > previousMiddle ? ((levels[level] ?? 0) - previousMiddle) / (middle - previousMiddle) : 1;
      out[level] = previous + share * (value - previous);
    }
    before += weight;
    [previous, previousMiddle] = [value, middle];
  }
  return out;
}
