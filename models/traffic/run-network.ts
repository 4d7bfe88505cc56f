import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../training/train.ts';
import { featuresOf, forward, parameterShapes } from './network.ts';

/** What the network says of some places: mean `[place, step]` and own quantiles `[place, step, level]`. */
export interface RawForecast {
  readonly mean: Float32Array;
  readonly quantiles: Float32Array;
}

/**
 * The network alone, from numbers to numbers on the backend that computes: features `[place, feature]` to outputs in spreads,
 * relative to the last value. The outputs are the caller's own; no tensor is left behind.
 */
export async function runNetwork(
  weights: Weights,
  features: Float32Array,
  horizonSteps: number,
): Promise<RawForecast> {
  const width = featuresOf(weights);
  const shapes = parameterShapes(horizonSteps, width);
  const output = tf.tidy(() => {
    const parameters = shapes.map(([rows, columns], index) =>
      tf.tensor2d(weights[index] ?? [], [rows, columns]),
    );
    return forward(parameters, tf.tensor2d(features, [features.length / width, width]), horizonSteps);
  });
  try {
    return {
      mean: await output.mean.data<'float32'>(),
      quantiles: await output.quantiles.data<'float32'>(),
    };
  } finally {
    output.mean.dispose();
    output.quantiles.dispose();
  }
}
