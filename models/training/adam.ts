import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of tfjs-core, which has no entry for them that both Node and bundlers resolve.
import '@tensorflow/tfjs-layers';
import type { Weights } from './train.ts';

const beta1 = 0.9;
const beta2 = 0.999;

type Shape = readonly [rows: number, columns: number];

/**
 * Adam (Kingma and Ba 2015) of parameters that lie one after the other in one row of numbers, so that every operation is called
 * once for all of them and not once for each. The arithmetic is that of `tf.AdamOptimizer`, in the same order. Holds three tensors
 * until it is disposed.
 */
export class Adam {
  readonly #shapes: readonly Shape[];
  readonly #sizes: readonly number[];
  #values: tf.Tensor1D;
  #first: tf.Tensor1D;
  #second: tf.Tensor1D;
  #power1 = Math.fround(beta1);
  #power2 = Math.fround(beta2);

  /** @param begin parameters to begin with, in these shapes */
  constructor(shapes: readonly Shape[], begin: Weights) {
    this.#shapes = shapes;
    this.#sizes = shapes.map(([rows, columns]) => rows * columns);
    this.#values = tf.tensor1d(this.inOneRow(begin));
    this.#first = tf.zerosLike(this.#values);
    this.#second = tf.zerosLike(this.#values);
  }

  /**
   * Goes one step down the gradient of a cost.
   * @returns the cost before the step
   */
  minimize(learningRate: number, costOf: (parameters: readonly tf.Tensor2D[]) => tf.Scalar): number {
    const { cost, ...next } = tf.tidy(() => {
      const { cost, gradient } = this.#slopeOf(costOf);
      const first = tf.tidy(() =>
        tf.add<tf.Tensor1D>(tf.mul(this.#first, beta1), tf.mul(gradient, 1 - beta1)),
      );
      const second = tf.tidy(() =>
        tf.add<tf.Tensor1D>(tf.mul(this.#second, beta2), tf.mul(tf.square(gradient), 1 - beta2)),
      );
      const mean = tf.div(first, Math.fround(1 - this.#power1));
      const deviation = tf.tidy(() => tf.sqrt(tf.div(second, Math.fround(1 - this.#power2))));
      const direction = tf.div(mean, tf.add(deviation, tf.backend().epsilon()));
      const values = tf.add<tf.Tensor1D>(tf.mul(direction, -learningRate), this.#values);
      return { cost, values, first, second };
    });
    this.dispose();
    [this.#values, this.#first, this.#second] = [next.values, next.first, next.second];
    this.#raisePowers();
    return cost;
  }

  /** The cost and its gradient, for all parameters in one row. */
  #slopeOf(costOf: (parameters: readonly tf.Tensor2D[]) => tf.Scalar): {
    cost: number;
    gradient: tf.Tensor1D;
  } {
    return tf.tidy(() => {
      const parameters = tf
        .split(this.#values, [...this.#sizes])
        .map((part, index) => tf.reshape<tf.Rank.R2>(part, [...(this.#shapes[index] ?? [0, 0])]));
      const { value, grads } = tf.valueAndGrads(() => costOf(parameters))(parameters);
      const gradient = tf.concat1d(grads.map((part) => tf.reshape<tf.Rank.R1>(part, [-1])));
      return { cost: value.dataSync()[0] ?? NaN, gradient };
    });
  }

  /** The parameters as they are now, one after the other. */
  values(): Float32Array {
    return Float32Array.from(this.#values.dataSync());
  }

  /** Running means of the gradients of every parameter, then of their squares. */
  moments(): Weights {
    return [this.#first, this.#second].flatMap((all) => this.apart(Float32Array.from(all.dataSync())));
  }

  /** Puts it where it was after so many steps. */
  restore(moments: Weights, steps: number): void {
    tf.dispose([this.#first, this.#second]);
    this.#first = tf.tensor1d(this.inOneRow(moments.slice(0, this.#shapes.length)));
    this.#second = tf.tensor1d(this.inOneRow(moments.slice(this.#shapes.length)));
    for (let step = 0; step < steps; step++) this.#raisePowers();
  }

  /** What lies in one row, by parameter. */
  apart(row: Float32Array): Weights {
    let from = 0;
    return this.#sizes.map((size) => row.slice(from, (from += size)));
  }

  dispose(): void {
    tf.dispose([this.#values, this.#first, this.#second]);
  }

  /** The parameters one after the other. */
  inOneRow(weights: Weights): Float32Array {
    const row = new Float32Array(this.#sizes.reduce((sum, size) => sum + size, 0));
    let from = 0;
    this.#sizes.forEach((size, index) => {
      row.set(weights[index] ?? [], from);
      from += size;
    });
    return row;
  }

  /** In single precision, as tensors are multiplied. */
  #raisePowers(): void {
    this.#power1 = Math.fround(this.#power1 * Math.fround(beta1));
    this.#power2 = Math.fround(this.#power2 * Math.fround(beta2));
  }
}
