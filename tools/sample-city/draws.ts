import { type SeededRandom } from '../../main/common/seeded-random.ts';

/** A draw from the exponential distribution of that mean. */
export function exponential(random: SeededRandom, mean: number): number {
  return -mean * Math.log(1 - random.next());
}

/** A draw from the log-normal distribution of that median; `spread` is the standard deviation of the logarithm. */
export function logNormal(random: SeededRandom, median: number, spread: number): number {
  return median * Math.exp(spread * random.normal());
}

/** A draw from the Poisson distribution, by exponential gaps: for means up to some hundreds. */
export function poisson(random: SeededRandom, mean: number): number {
  let count = 0;
  for (let sum = exponential(random, 1); sum < mean; sum += exponential(random, 1)) count++;
  return count;
}

/**
 * Where a share of a cumulative sum falls: draws an index with the weights that were summed.
 *
 * @param cumulative rising; the last is the sum of all
 * @param share in [0, 1)
 */
export function indexOfShare(cumulative: Float64Array, share: number): number {
  const wanted = share * (cumulative.at(-1) ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Running sums of weights, for {@link indexOfShare}. */
export function cumulated(weights: Iterable<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight));
}
