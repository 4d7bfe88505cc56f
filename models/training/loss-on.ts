import * as tf from '@tensorflow/tfjs-core';
import type { TrainableNetwork, TrainingData, Weights } from './train.ts';

/** What a network with these weights loses on all rows at once; NaN without rows. */
export function lossOn(network: TrainableNetwork, data: TrainingData, weights: Weights): number {
  if (data.rows === 0) return NaN;
  return tf.tidy(() => {
    const parameters = network.shapes.map(([rows, columns], index) =>
      tf.tensor2d(weights[index] ?? [], [rows, columns]),
    );
    const features = tf.tensor2d(data.features, [data.rows, data.width]);
    const targets = tf.tensor2d(data.targets, [data.rows, data.targetWidth]);
    return network.loss(parameters, features, targets).dataSync()[0] ?? NaN;
  });
}
