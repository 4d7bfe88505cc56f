/** How far counts are from a Poisson process. */
export interface Dispersion {
  /** Mean count of a cell-day. */
  readonly mean: number;
  /** Variance over mean of all cell-days; 1 for one Poisson rate everywhere. */
  readonly varianceToMean: number;
  /** The same within cells, their own means taken out: what is not explained by place alone. */
  readonly withinCells: number;
}

/**
 * @param counts `counts[cell * days + day]`; cells in which nothing ever happens should be left out before
 */
export function dispersionOf(counts: Float64Array, days: number): Dispersion {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  let squares = 0;
  let squaresWithin = 0;
  for (let cell = 0; cell < counts.length; cell += days) {
    const row = counts.subarray(cell, cell + days);
    const own = row.reduce((sum, count) => sum + count, 0) / days;
    for (const count of row) {
      squares += (count - mean) ** 2;
      squaresWithin += (count - own) ** 2;
    }
  }
  const cells = counts.length / days;
  return {
    mean,
    varianceToMean: squares / (counts.length - 1) / mean,
    withinCells: squaresWithin / (counts.length - cells) / mean,
  };
}
