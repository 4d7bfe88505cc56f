import { beforeAll, expect, it } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { trainable } from '../../../models/traffic/network.ts';
import { train } from '../../../models/training/train.ts';
import { useWasm } from '../wasm-backend.ts';

const [rows, width, horizonSteps] = [64, 20, 3];
const random = new SeededRandom(1);
const data = {
  rows,
  width,
  targetWidth: horizonSteps,
  features: Float32Array.from({ length: rows * width }, () => random.normal()),
  targets: Float32Array.from({ length: rows * horizonSteps }, () => random.normal()),
};
const network = trainable(horizonSteps, width, { pinball: 6, median: 2 });
const begin = network.initialWeights(1);

beforeAll(async () => {
  await useWasm();
});

/** How far the weights have come from where they began after five batches, the furthest of them. */
async function wayFrom(warmUpBatches: number): Promise<number> {
  let furthest = NaN;
  const plan = {
    epochs: 1,
    batchesPerEpoch: 5,
    batchSize: 32,
    learningRate: 0.01,
    noise: 0,
    averaging: 1,
    warmUpBatches,
    begin,
  };
  await train(data, network, plan, 1, undefined, ({ weights }) => {
    const ways = weights.flatMap((values, index) =>
      Array.from(values, (value, at) => Math.abs(value - (begin[index]?.[at] ?? NaN))),
    );
    furthest = ways.reduce((most, way) => Math.max(most, way), 0);
    return true;
  });
  return furthest;
}

it('a learning rate that grows over the first batches takes small steps at first, and whole ones from then on', async () => {
  const [at, over5, over50] = [await wayFrom(0), await wayFrom(5), await wayFrom(50)];
  expect(at).toBeCloseTo(0.05, 3);
  expect(over5 / at).toBeCloseTo((1 + 2 + 3 + 4 + 5) / 25, 1);
  expect(over50 / at).toBeCloseTo((1 + 2 + 3 + 4 + 5) / 250, 2);
});
