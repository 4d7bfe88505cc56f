/** A shift of half a spread is let pass; larger ones add up (Page 1954; slack of half the shift of one spread that is looked for). */
const slack = 0.5;

/**
 * From here on the errors have shifted. With a slack of a half a limit of 5 is usual (Montgomery); with mean and spread estimated from few
 * blocks it would cry wolf far too often (Jensen, Jones-Farmer, Champ and Woodall 2006), hence the higher one.
 */
export const sumLimit = 8;

/** What errors are like while nothing has changed. */
export interface Reference {
  readonly mean: number;
  readonly spread: number;
}

/** How far values have added up above and below their reference by the last of them, in spreads. */
export interface CumulativeSums {
  readonly above: number;
  readonly below: number;
}

/** Mean and spread of values; undefined where there are too few or all are the same. */
export function referenceOf(values: readonly number[]): Reference | undefined {
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Math.sqrt(squares / (values.length - 1));
  return spread > 0 ? { mean, spread } : undefined;
}

/** Two one-sided cumulative sums, each of which begins anew at zero. */
export function cumulativeSums(values: readonly number[], { mean, spread }: Reference): CumulativeSums {
  let above = 0;
  let below = 0;
  for (const value of values) {
    const standard = (value - mean) / spread;
    above = Math.max(0, above + standard - slack);
    below = Math.max(0, below - standard - slack);
  }
  return { above, below };
}
