import { negativeLogScore } from '../count-likelihood.ts';

/** What happened lately in a cell and category, and what its long-run mean lets expect. */
export interface RecentCount {
  readonly count: number;
  readonly expected: number;
  /** Variance = expected + dispersion * expected^2. */
  readonly dispersion: number;
}

/** The share of false alarms among what is called different that is accepted. */
export const falseDiscoveryRate = 0.1;

/** Chance of a count at least as unusual, to either side, where the long-run mean still holds. */
export function chanceOf({ count, expected, dispersion }: RecentCount): number {
  let logFactorial = 0;
  let below = 0;
  for (let value = 0; value < count; value++) {
    below += Math.exp(-negativeLogScore(value, expected, dispersion) - logFactorial);
    logFactorial += Math.log(value + 1);
  }
  const here = Math.exp(-negativeLogScore(count, expected, dispersion) - logFactorial);
  return Math.min(1, 2 * Math.min(below + here, 1 - below));
}

/**
 * Which of many findings stand out, so that at most that share of them is false (Benjamini and Hochberg 1995).
 * @param chances one for each finding
 */
export function standOut(chances: readonly number[], rate: number = falseDiscoveryRate): boolean[] {
  const order = chances.map((_, index) => index).toSorted((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const last = order.findLastIndex((at, rank) => (chances[at] ?? 1) <= (rate * (rank + 1)) / chances.length);
  const found = new Set(order.slice(0, last + 1));
  return chances.map((_, index) => found.has(index));
}

/** Whether each cell and category differs from its long-run mean, judged over all of them together. */
export function isDistinguishable(recent: readonly RecentCount[]): boolean[] {
  return standOut(recent.map(chanceOf));
}
