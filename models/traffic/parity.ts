import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of tfjs-core, as for training.
import '@tensorflow/tfjs-layers';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import type { ParityCase } from '../parity.ts';
import { featureCount } from './inputs.ts';
import { distributionLoss } from '../training/quantile-head.ts';
import { forward, initialWeights, parameterShapes } from './network.ts';

const horizonSteps = 12;
const rows = 96;
const seed = 20_261_122;

/** The network with fixed weights on fixed features: its forecasts, and the gradients of its loss by every parameter. */
export const trafficParity: readonly ParityCase[] = [
  {
    id: 'traffic.network.forward',
    run: () => columnOf(() => Object.values(forward(parameters(), features(), horizonSteps))),
  },
  {
    id: 'traffic.network.gradients',
    run: () =>
      columnOf(() => {
        const inputs = features();
        const targets = normals([rows, horizonSteps], seed + 2);
        const variables = parameters().map((tensor) => tf.variable<tf.Rank.R2>(tensor));
        const { grads } = tf.variableGrads(
          () =>
            distributionLoss(forward(variables, inputs, horizonSteps), targets, { pinball: 1, median: 1 }),
          variables,
        );
        const found = variables.map(({ name }) => grads[name]).filter((tensor) => tensor !== undefined);
        tf.dispose(variables);
        return found;
      }),
  },
];

function parameters(): tf.Tensor2D[] {
  const shapes = parameterShapes(horizonSteps);
  return initialWeights(horizonSteps, seed).map((values, index) => {
    const [height, width] = shapes[index] ?? [1, values.length];
    return tf.tensor2d(values, [height, width]);
  });
}

function features(): tf.Tensor2D {
  return normals([rows, featureCount(horizonSteps)], seed + 1);
}

function normals([height, width]: readonly [number, number], from: number): tf.Tensor2D {
  const random = new SeededRandom(from);
  const values = Float32Array.from({ length: height * width }, () => random.normal());
  return tf.tensor2d(values, [height, width]);
}

/** The values of all tensors that `make` gives, one after the other. */
async function columnOf(make: () => tf.Tensor[]): Promise<Float32Array> {
  const joined = tf.tidy(() => tf.concat1d(make().map((tensor) => tf.reshape(tensor, [tensor.size]))));
  try {
    return Float32Array.from(await joined.data());
  } finally {
    joined.dispose();
  }
}
