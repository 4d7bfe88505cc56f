import * as tf from '@tensorflow/tfjs-core';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { levelCount } from '../../model.ts';
import { dense, rectified } from '../../training/layers.ts';
import { product, relu } from '../../training/operations.ts';
import { distributionLoss, gapSums, type LossWeights } from '../../training/quantile-head.ts';
import type { TrainableNetwork, Weights } from '../../training/train.ts';
import type { FeatureCounts } from './inputs.ts';

const width = 64;
/** Numbers that what is known of an hour is put into for the encoder, and that the decoder puts out for it. */
const hourCode = 4;
const decoded = 8;
const hourWidth = 32;
const gapCount = levelCount - 1;
/** Corrections of an hour: of the mean, of the median, of each gap between levels. */
export const correctionCount = 2 + gapCount;
/** Of an hour: whether it is known, truth less the ridge's median, the ridge's mean less its median, its gaps between levels. */
export const targetCount = 3 + gapCount;

/**
 * Shapes of the parameters and the standard deviations that they begin with: hours into codes; day and codes into the hidden layer; one residual block; decoder;
 * decoded and hour into the hidden layer of an hour; head; straight way from what is known of an hour to mean and median. What the corrections
 * come out of begins at zero: an untrained network is the ridge.
 */
function parametersOf({
  ofDay,
  hours,
  ofHour,
}: FeatureCounts): readonly (readonly [number, number, number])[] {
  const he = (inputs: number): number => Math.sqrt(2 / inputs);
  return [
    [ofHour, hourCode, he(ofHour)],
    [1, hourCode, 0],
    [ofDay, width, he(ofDay + hours * hourCode)],
    [hours * hourCode, width, he(ofDay + hours * hourCode)],
    [1, width, 0],
    [width, width, he(width)],
    [1, width, 0],
    [width, width, 0.01],
    [1, width, 0],
    [width, hours * decoded, he(width)],
    [1, hours * decoded, 0],
    [decoded, hourWidth, he(decoded + ofHour)],
    [ofHour, hourWidth, he(decoded + ofHour)],
    [1, hourWidth, 0],
    [hourWidth, correctionCount, 0],
    [1, correctionCount, 0],
    [ofHour, correctionCount, 0],
  ];
}

export function parameterShapes(counts: FeatureCounts): TrainableNetwork['shapes'] {
  return parametersOf(counts).map(([rows, columns]) => [rows, columns]);
}

/**
 * A dense encoder-decoder of the kind of TiDE (Das et al. 2023). Gives `[row * hour, correction]`: what to add to mean and median, in scales of the place,
 * and the logarithm of what to multiply each gap between levels by, within -1 and 1. Call within `tf.tidy`.
 */
export function forward(
  parameters: readonly tf.Tensor2D[],
  features: tf.Tensor2D,
  { ofDay, hours, ofHour }: FeatureCounts,
): { readonly shifts: tf.Tensor2D; readonly gaps: tf.Tensor2D } {
  const at = (index: number): tf.Tensor2D => {
    const parameter = parameters[index];
    if (parameter === undefined) throw new RangeError('a parameter is missing');
    return parameter;
  };
  const rows = features.shape[0];
  const day = tf.slice<tf.Rank.R2, tf.Tensor2D>(features, [0, 0], [rows, ofDay]);
  const hour = tf.reshape<tf.Rank.R2>(
    tf.slice<tf.Rank.R2, tf.Tensor2D>(features, [0, ofDay], [rows, hours * ofHour]),
    [rows * hours, ofHour],
  );
  const codes = tf.reshape<tf.Rank.R2>(rectified(hour, at(0), at(1)), [rows, hours * hourCode]);
  const encoded = relu(tf.add<tf.Tensor2D>(tf.add(product(day, at(2)), product(codes, at(3))), at(4)));
  const hidden = tf.add<tf.Tensor2D>(encoded, dense(rectified(encoded, at(5), at(6)), at(7), at(8)));
  const perHour = tf.reshape<tf.Rank.R2>(rectified(hidden, at(9), at(10)), [rows * hours, decoded]);
  const mixed = relu(tf.add<tf.Tensor2D>(tf.add(product(perHour, at(11)), product(hour, at(12))), at(13)));
  const out = tf.add<tf.Tensor2D>(dense(mixed, at(14), at(15)), product(hour, at(16)));
  return {
    shifts: tf.slice<tf.Rank.R2, tf.Tensor2D>(out, [0, 0], [rows * hours, 2]),
    gaps: tf.tanh(tf.slice<tf.Rank.R2, tf.Tensor2D>(out, [0, 2], [rows * hours, gapCount])),
  };
}

/** The network as training sees it; targets are `[row, hour, target]`. */
export function trainable(counts: FeatureCounts, weights: LossWeights): TrainableNetwork {
  return {
    shapes: parameterShapes(counts),
    initialWeights: (seed) => initialWeights(counts, seed),
    loss: (parameters, features, targets) => {
      const { shifts, gaps } = forward(parameters, features, counts);
      const rows = features.shape[0] * counts.hours;
      const columns = tf.reshape<tf.Rank.R2>(targets, [rows, targetCount]);
      const column = (from: number, count = 1): tf.Tensor2D =>
        tf.slice<tf.Rank.R2, tf.Tensor2D>(columns, [0, from], [rows, count]);
      const shift = (from: number): tf.Tensor =>
        tf.slice<tf.Rank.R2, tf.Tensor2D>(shifts, [0, from], [rows, 1]);
      const known = column(0);
      const spread = product(tf.mul(column(3, gapCount), tf.exp(gaps)), gapSums());
      return distributionLoss(
        {
          mean: tf.mul(known, tf.add(column(2), shift(0))),
          quantiles: tf.mul(known, tf.add(spread, shift(1))),
        },
        tf.mul(known, column(1)),
        weights,
      );
    },
  };
}

function initialWeights(counts: FeatureCounts, seed: number): Weights {
  const random = new SeededRandom(seed);
  return parametersOf(counts).map(([rows, columns, deviation]) =>
    Float32Array.from({ length: rows * columns }, () => deviation * random.normal()),
  );
}

/**
 * The network alone, from numbers to numbers on the backend that computes: features `[row, feature]` to corrections `[row, hour, correction]`,
 * those of gaps as logarithms. No tensor is left behind.
 */
export async function runNetwork(
  weights: Weights,
  features: Float32Array,
  rows: number,
  counts: FeatureCounts,
): Promise<Float32Array> {
  const output = tf.tidy(() => {
    const parameters = parameterShapes(counts).map((shape, index) =>
      tf.tensor2d(weights[index] ?? [], [...shape]),
    );
    const x = tf.tensor2d(features, [rows, features.length / rows]);
    const { shifts, gaps } = forward(parameters, x, counts);
    return tf.concat([shifts, gaps], 1);
  });
  try {
    return await output.data<'float32'>();
  } finally {
    output.dispose();
  }
}
