import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorflow } from '../../../main/compute/backends/tensorflow.ts';
import { wasm } from '../../../main/compute/backends/wasm.ts';
import { decodeStoredModel } from '../../../models/stored-model-file.ts';
import { featureCount } from '../../../models/traffic/inputs.ts';
import { parameterShapes } from '../../../models/traffic/network.ts';
import { runNetwork } from '../../../models/traffic/run-network.ts';
import { numbersIn, serve } from './serve.mjs';

/**
 * The console's own network on one backend, as forecasts run it: `tensorflow`, or `wasm` on one thread. To be bundled first.
 * Called with the backend, the folder that network-files.ts filled, the state file, and where the backends have their files.
 */
async function main(): Promise<void> {
  const [backend, folder = '', stateFile = '', wasmFolder = '', tensorflowFolder = ''] =
    process.argv.slice(2);
  const chosen = (backend === 'wasm' ? wasm : tensorflow)({ wasmFolder, tensorflowFolder });
  const { driver } = await chosen.detect();
  await chosen.start();

  const { setting, columns } = decodeStoredModel(new Uint8Array(readFileSync(stateFile)));
  const { horizonSteps } = setting;
  const weights = parameterShapes(horizonSteps).map((_, index) =>
    Float32Array.from(columns[`weights${index}`] ?? []),
  );
  const features = numbersIn(join(folder, 'features.f32'));
  const width = featureCount(horizonSteps);

  await serve(driver, (rows) => runNetwork(weights, features.subarray(0, rows * width), horizonSteps));
}

void main();
