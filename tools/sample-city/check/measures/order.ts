/** The value below which a share of the finite values lies, by linear interpolation; NaN where there are none. */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from([...values].filter(Number.isFinite)).sort();
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The mean of the finite values; NaN where there are none. */
export function meanOf(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Pearson's correlation of the pairs in which both are finite; NaN where there are fewer than three. */
export function correlation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let n = 0;
  let sumLeft = 0;
  let sumRight = 0;
  let leftLeft = 0;
  let rightRight = 0;
  let leftRight = 0;
  for (let index = 0; index < left.length; index++) {
    const x = left[index] ?? Number.NaN;
    const y = right[index] ?? Number.NaN;
    if (!Number.isFinite(x + y)) continue;
    n++;
    sumLeft += x;
    sumRight += y;
    leftLeft += x * x;
    rightRight += y * y;
    leftRight += x * y;
  }
  if (n < 3) return Number.NaN;
  const spread = (leftLeft - sumLeft ** 2 / n) * (rightRight - sumRight ** 2 / n);
  return (leftRight - (sumLeft * sumRight) / n) / Math.sqrt(spread);
}
