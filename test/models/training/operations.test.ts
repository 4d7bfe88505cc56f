import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { product, relu } from '../../../models/training/operations.ts';
import { useWasm } from '../wasm-backend.ts';

const random = new SeededRandom(1);
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal());
const left = numbers(4 * 3).fill(0, 0, 3);
const right = numbers(3 * 5);
const weights = numbers(4 * 5);

/** Value and gradients of a layer: with zeros in its first row, which a rectifier neither lets through nor not. */
function layer(multiplied: typeof product, rectified: typeof relu): number[][] {
  return tf.tidy(() => {
    const [a, b] = [tf.tensor2d(left, [4, 3]), tf.tensor2d(right, [3, 5])];
    const cost = (): tf.Scalar =>
      tf.sum<tf.Scalar>(tf.mul(rectified(multiplied(a, b)), tf.tensor2d(weights, [4, 5])));
    const { value, grads } = tf.valueAndGrads(cost)([a, b]);
    return [value, ...grads].map((one) => [...one.dataSync()]);
  });
}

it.each(['cpu', 'wasm'])('gradients are those of TensorFlow.js on %s', async (backend) => {
  if (backend === 'wasm') await useWasm();
  else await tf.setBackend(backend);
  const ours = layer(product, relu);
  const theirs = layer(
    (a, b) => tf.matMul(a, b),
    (a) => tf.relu(a),
  );
  expect(theirs.flat().filter((value) => value !== 0).length).toBeGreaterThan(20);
  ours.forEach((values, which) => {
    expect(values).toHaveLength(theirs[which]?.length ?? NaN);
    values.forEach((value, index) => {
      expect(value).toBeCloseTo(theirs[which]?.[index] ?? NaN, 5);
    });
  });
});
