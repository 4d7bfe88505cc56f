import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { numbersIn, serve } from './serve.mjs';

/**
 * The traffic network in `onnxruntime-node`, with its own settings for the processor: `network.onnx` of the folder that
 * network-files.ts and onnx_network.py filled, by the runtime installed in another folder.
 */
const [folder = '', installed = ''] = process.argv.slice(2);
const { InferenceSession, Tensor } = createRequire(join(installed, 'package.json'))('onnxruntime-node');
const features = numbersIn(join(folder, 'features.f32'));
const { features: width } = JSON.parse(readFileSync(join(folder, 'network.json'), 'utf8'));
const session = await InferenceSession.create(join(folder, 'network.onnx'));

await serve('onnxruntime-node', async (rows) => {
  const matrix = new Tensor('float32', features.subarray(0, rows * width), [rows, width]);
  const { mean, quantiles } = await session.run({ features: matrix });
  return { mean: mean.data, quantiles: quantiles.data };
});
