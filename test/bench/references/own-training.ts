import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorflow } from '../../../main/compute/backends/tensorflow.ts';
import { decodeStoredModel } from '../../../models/stored-model-file.ts';
import { featureCount } from '../../../models/traffic/inputs.ts';
import { parameterShapes, trainable } from '../../../models/traffic/network.ts';
import { train } from '../../../models/training/train.ts';
import { numbersIn, serve } from './serve.mjs';
import { trainingSetting } from './training-setting.ts';

/**
 * The console's own training of its network on native TensorFlow, a batch at a time. To be bundled first. Called with the folder that
 * network-files.ts filled, the state file, and where the backend has its files. Answers as serve.mjs does: a run is one training
 * step on all rows of a batch, and gives its loss.
 */
async function main(): Promise<void> {
  const [folder = '', stateFile = '', wasmFolder = '', tensorflowFolder = ''] = process.argv.slice(2);
  const chosen = tensorflow({ wasmFolder, tensorflowFolder });
  const { driver } = await chosen.detect();
  await chosen.start();

  const { setting, columns } = decodeStoredModel(new Uint8Array(readFileSync(stateFile)));
  const { horizonSteps } = setting;
  const begin = parameterShapes(horizonSteps).map((_, index) =>
    Float32Array.from(columns[`weights${index}`] ?? []),
  );
  const width = featureCount(horizonSteps);
  const rows = trainingSetting.batchSize;
  const features = numbersIn(join(folder, 'features.f32')).subarray(0, rows * width);
  const targets = Float32Array.from({ length: rows * horizonSteps }, (_, index) => {
    const row = Math.floor(index / horizonSteps);
    return features[row * width + (index % horizonSteps)] ?? NaN;
  });

  const steps = new Steps();
  const plan = {
    ...trainingSetting,
    epochs: Infinity,
    batchesPerEpoch: 1,
    warmUpBatches: 0,
    noise: 0,
    begin,
  };
  const data = { rows, width, targetWidth: horizonSteps, features, targets };
  const network = trainable(horizonSteps, width, trainingSetting.lossWeights);
  const training = steps.asked().then(() =>
    train(data, network, plan, 1, undefined, async ({ loss }) => {
      await steps.done(loss);
      return true;
    }),
  );
  await Promise.race([
    training,
    serve(driver, async () => ({
      mean: Float32Array.of(await steps.next()),
      quantiles: new Float32Array(0),
    })),
  ]);
  process.exit();
}

/** Lets a training go one step each time that one is asked for. */
class Steps {
  #ask: () => void = () => undefined;
  #answer: (loss: number) => void = () => undefined;
  #asked = this.#nextAsk();

  /** Takes one step and gives its loss. */
  async next(): Promise<number> {
    return await new Promise((resolve) => {
      this.#answer = resolve;
      this.#ask();
    });
  }

  async asked(): Promise<void> {
    await this.#asked;
  }

  /** The step that was asked for is done; settles when the next is asked for. */
  async done(loss: number): Promise<void> {
    this.#asked = this.#nextAsk();
    this.#answer(loss);
    await this.#asked;
  }

  #nextAsk(): Promise<void> {
    return new Promise((resolve) => {
      this.#ask = resolve;
    });
  }
}

void main();
