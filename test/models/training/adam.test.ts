import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { Adam } from '../../../models/training/adam.ts';
import { useWasm } from '../wasm-backend.ts';

const shapes = [
  [3, 4],
  [1, 4],
] as const;
const random = new SeededRandom(1);
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal());
const begin = shapes.map(([rows, columns]) => numbers(rows * columns));
const inputs = numbers(5 * 3);
const learningRate = 0.01;

function cost(weights: tf.Tensor2D | undefined, bias: tf.Tensor2D | undefined): tf.Scalar {
  if (weights === undefined || bias === undefined) throw new RangeError('a parameter is missing');
  return tf.tidy(() =>
    tf.mean<tf.Scalar>(tf.square(tf.add(tf.matMul(tf.tensor2d(inputs, [5, 3]), weights), bias))),
  );
}

const costOf = ([weights, bias]: readonly tf.Tensor2D[]): tf.Scalar => cost(weights, bias);

beforeAll(async () => {
  await useWasm();
});

it('goes the way of the optimizer of TensorFlow.js, to the last bit, and leaves nothing behind', () => {
  const before = tf.memory().numTensors;
  const [weights, bias] = shapes.map(([rows, columns], index) =>
    tf.tidy(() => tf.variable(tf.tensor2d(begin[index] ?? [], [rows, columns]))),
  );
  const theirs = new tf.AdamOptimizer(learningRate, 0.9, 0.999);
  const ours = new Adam(shapes, begin);
  for (let step = 0; step < 20; step++) {
    const expected = theirs.minimize(() => cost(weights, bias), true);
    expect(ours.minimize(learningRate, costOf)).toBe(expected?.dataSync()[0]);
    expected?.dispose();
  }
  expect(ours.values()).toEqual(
    Float32Array.from([weights, bias].flatMap((one) => [...(one?.dataSync() ?? [])])),
  );
  expect(ours.values()).not.toEqual(ours.inOneRow(begin));
  ours.dispose();
  theirs.dispose();
  tf.dispose([weights, bias]);
  expect(tf.memory().numTensors).toBe(before);
});

it('goes on from where it was', () => {
  const whole = new Adam(shapes, begin);
  for (let step = 0; step < 7; step++) whole.minimize(learningRate, costOf);
  const resumed = new Adam(shapes, whole.apart(whole.values()));
  resumed.restore(whole.moments(), 7);
  for (let step = 0; step < 5; step++)
    for (const adam of [whole, resumed]) adam.minimize(learningRate, costOf);
  expect(resumed.values()).toEqual(whole.values());
  for (const adam of [whole, resumed]) adam.dispose();
});
