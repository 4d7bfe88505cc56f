import * as tf from '@tensorflow/tfjs-core';
import { levelCount, medianLevel, quantileLevels } from '../model.ts';
import { relu } from './operations.ts';

/** What a network says of some rows: `mean` `[batch, step]`, `quantiles` `[batch * step, level]`. */
export type NetworkOutput = {
  readonly mean: tf.Tensor2D;
  readonly quantiles: tf.Tensor2D;
};

/** What the parts of the loss weigh beside the squared error of the mean. */
export interface LossWeights {
  /** Of the mean pinball loss of all levels. */
  readonly pinball: number;
  /** Of the absolute error of the median. */
  readonly median: number;
}

/** Mean squared error of the mean, plus pinball loss and absolute error of the median by their weights. `targets` `[batch, step]` */
export function distributionLoss(
  output: NetworkOutput,
  targets: tf.Tensor2D,
  weights: LossWeights,
): tf.Scalar {
  const squared = tf.mean(tf.square(tf.sub(targets, output.mean)));
  const error = tf.sub<tf.Tensor2D>(tf.reshape(targets, [targets.size, 1]), output.quantiles);
  const levels = tf.tensor2d([...quantileLevels], [1, levelCount]);
  const losses = tf.add(tf.mul(error, levels), relu(tf.neg(error)));
  const share = Array.from(quantileLevels, (_, level) =>
    level === medianLevel ? weights.pinball / levelCount + 2 * weights.median : weights.pinball / levelCount,
  );
  const weighted = tf.sum(tf.mul(losses, tf.tensor2d(share, [1, levelCount])));
  return tf.add<tf.Scalar>(squared, tf.div(weighted, targets.size));
}

/** `[gap, level]`: gap g lies between levels g and g + 1; which gaps a level's distance from the median is the sum of. */
export function gapSums(): tf.Tensor2D {
  const sums = Float32Array.from({ length: (levelCount - 1) * levelCount }, (_, index) => {
    const [gap, level] = [Math.floor(index / levelCount), index % levelCount];
    if (gap >= medianLevel && level > gap) return 1;
    return gap < medianLevel && level <= gap ? -1 : 0;
  });
  return tf.tensor2d(sums, [levelCount - 1, levelCount]);
}
