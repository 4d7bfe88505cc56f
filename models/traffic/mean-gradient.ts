import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of tfjs-core, as for training.
import '@tensorflow/tfjs-layers';
import type { Weights } from '../training/train.ts';
import { featuresOf, forward, parameterShapes } from './network.ts';

/**
 * The derivative of the mean at one horizon step with respect to the features, averaged over points.
 * @param points `[point, feature]` @returns `[feature]`, in spreads for each unit of a feature; no tensor is left behind
 */
export async function meanGradient(
  weights: Weights,
  points: Float32Array,
  horizonSteps: number,
  step: number,
): Promise<Float32Array> {
  const width = featuresOf(weights);
  const shapes = parameterShapes(horizonSteps, width);
  const count = points.length / width;
  const gradient = tf.tidy(() => {
    const parameters = shapes.map(([rows, columns], index) =>
      tf.tensor2d(weights[index] ?? [], [rows, columns]),
    );
    const meanAt = (features: tf.Tensor): tf.Tensor =>
      tf.sum(
        tf.slice(
          forward(parameters, tf.reshape(features, [count, width]), horizonSteps).mean,
          [0, step],
          [count, 1],
        ),
      );
    return tf.mean(tf.grad(meanAt)(tf.tensor2d(points, [count, width])), 0);
  });
  try {
    return await gradient.data<'float32'>();
  } finally {
    gradient.dispose();
  }
}
