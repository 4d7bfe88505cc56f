import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSides } from '../../tools/build/sides.mjs';
import { writeTree } from './shims.ts';

const compute = `
  import * as tf from '@tensorflow/tfjs-core';
  import '@tensorflow/tfjs-backend-cpu';
  import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
  import * as layers from '@tensorflow/tfjs-layers';
  setWasmPaths(process.argv[2] + '/');
  async function run() {
    const answers = [];
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend);
      const slope = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([3]));
      const model = layers.sequential({ layers: [layers.layers.dense({ units: 1, inputShape: [2] })] });
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      await model.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 1, verbose: 0 });
      answers.push([tf.getBackend(), ...(await slope.data())]);
    }
    console.log(JSON.stringify(answers));
  }
  void run();
`;

const engine = `
  import { DuckDBInstance } from '@duckdb/node-api';
  async function run() {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    console.log(JSON.stringify((await connection.runAndReadAll('select 6 * 7')).getRows()));
  }
  void run();
`;

let root: string;

beforeAll(async () => {
  mkdirSync('test-results', { recursive: true });
  root = resolve(mkdtempSync(join('test-results', 'bundles-')));
  writeTree(root, {
    'main/index.ts': "import { app } from 'electron';\nvoid app;\n",
    'main/preload.ts': "import { ipcRenderer } from 'electron';\nvoid ipcRenderer;\n",
    'main/compute/index.ts': compute,
    'main/engine/index.ts': engine,
  });
  await buildSides(root, join(root, 'dist'));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function printedBy(bundle: string, ...parameters: string[]): unknown {
  const file = join(root, 'dist', 'main', bundle);
  const output = execFileSync(process.execPath, [file, ...parameters], { encoding: 'utf8', stdio: 'pipe' });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

test('TensorFlow keeps its backends, gradients and layers in the bundle', () => {
  const wasm = resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist');
  expect(printedBy('compute.cjs', wasm)).toEqual([
    ['cpu', 6],
    ['wasm', 6],
  ]);
});

test('DuckDB stays outside the bundle and is found from it', () => {
  expect(printedBy('engine.cjs')).toEqual([[42]]);
});
