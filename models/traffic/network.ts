import * as tf from '@tensorflow/tfjs-core';
import { levelCount } from '../model.ts';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import { dense, rectified } from '../training/layers.ts';
import { product, relu } from '../training/operations.ts';
import {
  distributionLoss,
  gapSums,
  type LossWeights,
  type NetworkOutput,
} from '../training/quantile-head.ts';
import type { TrainableNetwork, Weights } from '../training/train.ts';
import { featureCount } from './inputs.ts';

const width = 128;
const blocks = 2;

interface Parameter {
  readonly shape: readonly [rows: number, columns: number];
  /** Standard deviation of what training begins with. */
  readonly deviation: number;
}

/**
 * In the order of `parameterShapes`. Layers before a rectifier begin by He et al. 2015; the way back of each block, the head and the
 * straight way near zero, so that the network begins as persistence.
 */
function parametersOf(horizonSteps: number, features: number): readonly Parameter[] {
  const outputs = horizonSteps * (levelCount + 1);
  const layer = (rows: number, columns: number, deviation: number): Parameter[] => [
    { shape: [rows, columns], deviation },
    { shape: [1, columns], deviation: 0 },
  ];
  return [
    ...layer(features, width, Math.sqrt(2 / features)),
    ...Array.from({ length: blocks }, () => [
      ...layer(width, width, Math.sqrt(2 / width)),
      ...layer(width, width, 0.01),
    ]).flat(),
    ...layer(width, outputs, 0.01),
    { shape: [features, 2 * horizonSteps], deviation: 0.01 },
  ];
}

/**
 * Shapes of the parameters: the first dense layer with its bias, two dense layers with biases for each residual block, the head
 * (mean, median and the ten steps between levels for every horizon step) with bias, and the straight way from features to
 * means and medians.
 * @param features numbers that describe a place: those of every network where it is left out
 */
export function parameterShapes(
  horizonSteps: number,
  features = featureCount(horizonSteps),
): readonly (readonly [rows: number, columns: number])[] {
  return parametersOf(horizonSteps, features).map(({ shape }) => shape);
}

/** How many features the network with these weights is given. */
export function featuresOf(weights: Weights): number {
  const [first, bias] = weights;
  return (first?.length ?? NaN) / (bias?.length ?? NaN);
}

/** Weights to begin training with. */
export function initialWeights(
  horizonSteps: number,
  seed: number,
  features = featureCount(horizonSteps),
): Weights {
  const random = new SeededRandom(seed);
  return parametersOf(horizonSteps, features).map(({ shape: [rows, columns], deviation }) =>
    Float32Array.from({ length: rows * columns }, () => deviation * random.normal()),
  );
}

/** Steps between levels start near this many spreads. */
const gapOffset = -3;

/**
 * The network: features -> dense -> residual blocks (He et al. 2016) -> mean, median and positive gaps between neighbouring levels,
 * added up from the median outwards, so that quantiles never cross. Outputs are in spreads, relative to the last value. Call within `tf.tidy`.
 */
export function forward(
  parameters: readonly tf.Tensor2D[],
  features: tf.Tensor2D,
  horizonSteps: number,
): NetworkOutput {
  const at = (index: number): tf.Tensor2D => {
    const parameter = parameters[index];
    if (parameter === undefined) throw new RangeError('a parameter is missing');
    return parameter;
  };
  const headAt = 2 + 4 * blocks;
  const batch = features.shape[0];
  const gapCount = levelCount - 1;
  let hidden = rectified(features, at(0), at(1));
  for (let first = 2; first < headAt; first += 4) {
    const before = hidden;
    hidden = tf.tidy(() => {
      const inner = rectified(before, at(first), at(first + 1));
      return tf.add<tf.Tensor2D>(before, dense(inner, at(first + 2), at(first + 3)));
    });
    before.dispose();
  }
  const head = tf.tidy(() => dense(relu(hidden), at(headAt), at(headAt + 1)));
  hidden.dispose();
  const direct = product(features, at(headAt + 2));
  const columns = (of: tf.Tensor2D, from: number, count: number): tf.Tensor2D =>
    tf.slice(of, [0, from * horizonSteps], [batch, count * horizonSteps]);
  const mean = tf.tidy(() => tf.add<tf.Tensor2D>(columns(head, 0, 1), columns(direct, 0, 1)));
  const median = tf.tidy(() => tf.add(columns(head, 1, 1), columns(direct, 1, 1)));
  const gaps = tf.tidy(() => tf.softplus(tf.add(columns(head, 2, gapCount), gapOffset)));
  const fromMedian = product(tf.reshape(gaps, [batch * horizonSteps, gapCount]), gapSums());
  return { mean, quantiles: tf.add(fromMedian, tf.reshape(median, [batch * horizonSteps, 1])) };
}

/** The network with so many features as training sees it. */
export function trainable(horizonSteps: number, features: number, weights: LossWeights): TrainableNetwork {
  return {
    shapes: parameterShapes(horizonSteps, features),
    initialWeights: (seed) => initialWeights(horizonSteps, seed, features),
    loss: (parameters, x, targets) =>
      distributionLoss(forward(parameters, x, horizonSteps), targets, weights),
  };
}
