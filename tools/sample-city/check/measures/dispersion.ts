/** How far counts are from a Poisson process. None of the shares changes when incidents are left out at random. */
export interface Dispersion {
  /** Mean count of a cell-day. */
  readonly mean: number;
  /** Variance over mean of all cell-days; 1 for one Poisson rate everywhere. */
  readonly varianceToMean: number;
  /** Excess of the variance over the mean, in shares of the mean's square: (variance / mean - 1) / mean. */
  readonly excess: number;
  /**
   * The same within cells, summed over them: what is not explained by place alone. Two standard errors of a Poisson process are
   * taken off, so that chance alone seldom leaves anything above 0.
   */
  readonly excessWithinCells: number;
}

/**
 * @param counts `counts[cell * days + day]`; cells in which nothing ever happens should be left out before
 */
export function dispersionOf(counts: Float64Array, days: number): Dispersion {
  const { mean, variance } = momentsOf(counts);
  let excess = 0;
  let squares = 0;
  for (let cell = 0; cell < counts.length; cell += days) {
    const own = momentsOf(counts.subarray(cell, cell + days));
    excess += own.variance - own.mean;
    squares += own.mean ** 2;
  }
  return {
    mean,
    varianceToMean: variance / mean,
    excess: (variance / mean - 1) / mean,
    excessWithinCells: (excess - 2 * Math.sqrt((2 * squares) / (days - 1))) / squares,
  };
}

function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  };
}
