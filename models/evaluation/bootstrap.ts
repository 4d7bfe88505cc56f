import { quantileOfSorted } from '../intervals/quantile.ts';
import { SeededRandom } from '../../main/common/seeded-random.ts';

export interface PairedDifference {
  /** Mean of first - second: below zero, the first is better. */
  readonly difference: number;
  /** The middle 95 % of the resampled differences. */
  readonly low: number;
  readonly high: number;
}

/**
 * How much two models' losses differ, with the uncertainty that neighbouring origins share: whole blocks of origins are drawn
 * with replacement, both models from the same blocks (moving block bootstrap, Kuensch 1989). Origins where either loss
 * is NaN are left out.
 */
export function pairedBlockBootstrap(
  first: Float64Array,
  second: Float64Array,
  blockLength: number,
  options: { readonly resamples: number; readonly seed: number },
): PairedDifference {
  const apart = first
    .map((loss, origin) => loss - (second[origin] ?? NaN))
    .filter((value) => !Number.isNaN(value));
  const length = Math.min(Math.max(blockLength, 1), apart.length);
  const blocks = Math.ceil(apart.length / length);
  const random = new SeededRandom(options.seed);
  const means = Float64Array.from({ length: options.resamples }, () => {
    let sum = 0;
    for (let block = 0; block < blocks; block++) {
      const begin = random.below(apart.length - length + 1);
      for (let index = begin; index < begin + length; index++) sum += apart[index] ?? 0;
    }
    return sum / (blocks * length);
  }).sort();
  return {
    difference: apart.reduce((sum, value) => sum + value, 0) / apart.length,
    low: quantileOfSorted(means, 0.025),
    high: quantileOfSorted(means, 0.975),
  };
}
