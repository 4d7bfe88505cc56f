import * as tf from '@tensorflow/tfjs-core';
import { levelCount, medianLevel, quantileLevels } from '../model.ts';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import { featureCount } from './inputs.ts';

const firstLayer = 64;
const secondLayer = 32;

/** Weights as plain numbers, in the order of `parameterShapes`. */
export type Weights = readonly Float32Array[];

/**
 * Shapes of the parameters: two dense layers with biases, the head (mean, median and the ten steps between levels for
 * every horizon step) with bias, and the straight way from features to means and medians.
 */
export function parameterShapes(horizonSteps: number): readonly (readonly [rows: number, columns: number])[] {
  const features = featureCount(horizonSteps);
  const outputs = horizonSteps * (levelCount + 1);
  return [
    [features, firstLayer],
    [1, firstLayer],
    [firstLayer, secondLayer],
    [1, secondLayer],
    [secondLayer, outputs],
    [1, outputs],
    [features, 2 * horizonSteps],
  ];
}

/** Weights to begin training with (He et al. 2015); head and straight way near zero, so that it begins as persistence. */
export function initialWeights(horizonSteps: number, seed: number): Weights {
  const random = new SeededRandom(seed);
  return parameterShapes(horizonSteps).map(([rows, columns], index) => {
    const deviation = rows === 1 ? 0 : index < 4 ? Math.sqrt(2 / rows) : 0.01;
    return Float32Array.from({ length: rows * columns }, () => deviation * random.normal());
  });
}

/** Steps between levels start near this many spreads. */
const gapOffset = -3;

/** Outputs in spreads, relative to the last value: `mean` `[batch, step]`, `quantiles` `[batch * step, level]`. */
export type NetworkOutput = {
  readonly mean: tf.Tensor2D;
  readonly quantiles: tf.Tensor2D;
};

/**
 * The network: features -> dense -> dense -> mean, median and positive gaps between neighbouring levels, added up from
 * the median outwards, so that quantiles never cross. Call within `tf.tidy`.
 */
export function forward(
  parameters: readonly tf.Tensor2D[],
  features: tf.Tensor2D,
  horizonSteps: number,
): NetworkOutput {
  const [w1, b1, w2, b2, w3, b3, straight] = parameters;
  if (!w1 || !b1 || !w2 || !b2 || !w3 || !b3 || !straight) throw new RangeError('a parameter is missing');
  const batch = features.shape[0];
  const gapCount = levelCount - 1;
  const hidden = dense(dense(features, w1, b1), w2, b2);
  const head = tf.tidy(() => tf.add<tf.Tensor2D>(product(hidden, w3), b3));
  const direct = product(features, straight);
  const columns = (of: tf.Tensor2D, from: number, count: number): tf.Tensor2D =>
    tf.slice(of, [0, from * horizonSteps], [batch, count * horizonSteps]);
  const mean = tf.tidy(() => tf.add<tf.Tensor2D>(columns(head, 0, 1), columns(direct, 0, 1)));
  const median = tf.tidy(() => tf.add(columns(head, 1, 1), columns(direct, 1, 1)));
  const gaps = tf.tidy(() => tf.softplus(tf.add(columns(head, 2, gapCount), gapOffset)));
  const fromMedian = product(tf.reshape(gaps, [batch * horizonSteps, gapCount]), gapSums());
  return { mean, quantiles: tf.add(fromMedian, tf.reshape(median, [batch * horizonSteps, 1])) };
}

/** A layer with its activation. What lies between is freed at once, so that what follows is computed in the same memory. */
function dense(input: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.relu(tf.add<tf.Tensor2D>(product(input, weights), bias)));
}

/** Mean squared error of the mean plus the mean pinball loss of all levels. `targets` `[batch, step]` */
export function loss(output: NetworkOutput, targets: tf.Tensor2D, pinballWeight: number): tf.Scalar {
  const squared = tf.mean(tf.square(tf.sub(targets, output.mean)));
  const error = tf.sub(tf.reshape(targets, [targets.size, 1]), output.quantiles);
  const levels = tf.tensor2d([...quantileLevels], [1, levelCount]);
  const pinball = tf.mean(tf.add(tf.mul(error, levels), tf.relu(tf.neg(error))));
  return tf.add<tf.Scalar>(squared, tf.mul(pinball, pinballWeight));
}

/**
 * A matrix product whose gradient transposes first: the `wasm` backend multiplies transposed operands several times more slowly
 * than it transposes and multiplies.
 */
function product(left: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  const operation = tf.customGrad<tf.Tensor2D>((a, b, save) => {
    if (!(a instanceof tf.Tensor) || !(b instanceof tf.Tensor) || typeof save !== 'function') {
      throw new TypeError('two tensors expected');
    }
    save([a, b]);
    return {
      value: tf.matMul<tf.Tensor2D>(a, b),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
        const [first, second] = saved;
        if (first === undefined || second === undefined) throw new RangeError('two saved tensors expected');
        return [tf.matMul(gradient, tf.transpose(second)), tf.matMul(tf.transpose(first), gradient)];
      },
    };
  });
  return operation(left, right);
}

/** `[gap, level]`: gap g lies between levels g and g + 1; which gaps a level's distance from the median is the sum of. */
function gapSums(): tf.Tensor2D {
  const sums = Float32Array.from({ length: (levelCount - 1) * levelCount }, (_, index) => {
    const [gap, level] = [Math.floor(index / levelCount), index % levelCount];
    if (gap >= medianLevel && level > gap) return 1;
    return gap < medianLevel && level <= gap ? -1 : 0;
  });
  return tf.tensor2d(sums, [levelCount - 1, levelCount]);
}
