export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

/** Pearson's correlation. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  const product = mean(left.map((value, index) => (value - leftMean) * ((right[index] ?? 0) - rightMean)));
  return product / Math.sqrt(variance(left) * variance(right));
}
