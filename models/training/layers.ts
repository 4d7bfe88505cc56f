import * as tf from '@tensorflow/tfjs-core';
import { product, relu } from './operations.ts';

/** A layer. What lies between is freed at once, so that what follows is computed in the same memory. */
export function dense(input: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.add<tf.Tensor2D>(product(input, weights), bias));
}

/** A layer whose outputs below zero are zero. */
export function rectified(input: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => relu(dense(input, weights, bias)));
}
