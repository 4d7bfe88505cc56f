import { quantileOfSorted } from '../intervals/quantile.ts';

const bins = 10;
/** So much is added to every bin, so that an empty one does not make the index infinite (Jeffreys' prior). */
const prior = 0.5;

/** From here on a population has changed, and below the other it has not: the rule of thumb of Siddiqi (2006), between them both are open. */
export const stabilityLimits = { changed: 0.25, unchanged: 0.1 } as const;

/** Borders between bins that hold equal shares of the values; NaN are left out. Equal borders leave bins empty in both populations. */
export function equalBins(values: Float32Array): Float32Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return Float32Array.from({ length: bins - 1 }, (_, border) =>
    quantileOfSorted(sorted, (border + 1) / bins),
  );
}

/** How many values lie in each bin; NaN are left out. A value on a border lies below it. */
export function binCounts(borders: Float32Array, values: Float32Array): Uint32Array {
  const counts = new Uint32Array(borders.length + 1);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    let bin = 0;
    while (bin < borders.length && value > (borders[bin] ?? Infinity)) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/**
 * The population stability index of counts in the same bins: the sum of (present - reference) ln(present / reference) over the shares of
 * the bins (Lewis 1994). 0 where nothing has changed.
 */
export function populationStability(reference: Uint32Array, present: Uint32Array): number {
  const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count + prior, 0);
  const [before, now] = [total(reference), total(present)];
  return reference.reduce((sum, count, bin) => {
    const expected = (count + prior) / before;
    const actual = ((present[bin] ?? 0) + prior) / now;
    return sum + (actual - expected) * Math.log(actual / expected);
  }, 0);
}
