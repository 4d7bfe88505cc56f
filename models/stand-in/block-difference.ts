import { SeededRandom } from '../../main/common/seeded-random.ts';
import { quantileOfSorted } from '../intervals/quantile.ts';

/** Losses of two forecasters on the same forecasts, summed over one block of time. */
export interface LossBlock {
  /** Forecasts in the block. */
  readonly count: number;
  readonly first: number;
  readonly second: number;
}

/** How much two mean losses differ, first less second. */
export interface BlockDifference {
  readonly count: number;
  readonly blocks: number;
  readonly difference: number;
  /** The middle 95 % of the resampled differences. */
  readonly low: number;
  readonly high: number;
}

const resamples = 1000;
const seed = 1;

/**
 * The difference of two mean losses with the uncertainty that forecasts of one stretch of time share: whole blocks are drawn with
 * replacement, both losses from the same blocks (block bootstrap, Carlstein 1986), and a block weighs as much as it has forecasts. NaN
 * where there is no block.
 */
export function blockDifference(blocks: readonly LossBlock[]): BlockDifference {
  const random = new SeededRandom(seed);
  const means = Float64Array.from({ length: blocks.length === 0 ? 0 : resamples }, () =>
    meanDifference(blocks, () => random.below(blocks.length)),
  ).sort();
  return {
    count: blocks.reduce((sum, { count }) => sum + count, 0),
    blocks: blocks.length,
    difference: meanDifference(blocks, (index) => index),
    low: quantileOfSorted(means, 0.025),
    high: quantileOfSorted(means, 0.975),
  };
}

function meanDifference(blocks: readonly LossBlock[], pick: (index: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[pick(index)];
    if (block === undefined) continue;
    sum += block.first - block.second;
    count += block.count;
  }
  return sum / count;
}
