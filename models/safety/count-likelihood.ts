/**
 * Negative log likelihood of a count under a negative binomial with that mean and variance mean + dispersion * mean^2
 * (Poisson at dispersion 0), without the term ln count!, which is the same for all methods.
 */
export function negativeLogScore(count: number, mean: number, dispersion: number): number {
  if (dispersion === 0) return mean - (count === 0 ? 0 : count * Math.log(mean));
  let score = (count + 1 / dispersion) * Math.log1p(dispersion * mean);
  if (count > 0) score -= count * Math.log(mean);
  for (let below = 1; below < count; below++) score -= Math.log1p(dispersion * below);
  return score;
}

/** Probability that at least one happens. */
export function atLeastOne(mean: number, dispersion: number): number {
  if (dispersion === 0) return -Math.expm1(-mean);
  return -Math.expm1(-Math.log1p(dispersion * mean) / dispersion);
}

/** The dispersion of greatest likelihood for counts and their means, to three digits; 0 where Poisson does as well. */
export function fitDispersion(counts: ArrayLike<number>, means: ArrayLike<number>): number {
  const score = (dispersion: number): number => {
    let sum = 0;
    for (let index = 0; index < counts.length; index++)
      sum += negativeLogScore(counts[index] ?? 0, means[index] ?? 0, dispersion);
    return sum;
  };
  let low = Math.log(1e-4);
  let high = Math.log(10);
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-3) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (score(Math.exp(left)) < score(Math.exp(right))) high = right;
    else low = left;
  }
  const best = Math.exp((low + high) / 2);
  return score(best) < score(0) ? best : 0;
}
