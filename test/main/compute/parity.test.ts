import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { backendFactories } from '../../../main/compute/backends/registry.ts';
import type { Backend } from '../../../main/compute/backends/backend.ts';
import { detectBackends, startBackend } from '../../../main/compute/choice.ts';
import { differences, measureParity, parityLimits } from '../../../main/compute/parity.ts';
import { measureProducts } from '../../../main/compute/speed.ts';
import { parityCases } from '../../../models/parity.ts';

const require = createRequire(import.meta.url);
const wasmFolder =
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + sep;
const backends = backendFactories.map((factory) => factory({ wasmFolder, tensorflowFolder: '' }));
const named = (id: string): Backend => {
  const backend = backends.find((candidate) => candidate.id === id);
  if (backend === undefined) throw new Error(`no backend ${id}`);
  return backend;
};

test('wasm agrees with cpu, forwards and backwards, and no tensor stays behind', async () => {
  const parity = await measureParity(named('cpu'), named('wasm'), parityCases);
  expect(parity.passes).toBe(true);
  expect(parity.absolute).toBeGreaterThan(0);
  expect(memory().numTensors).toBe(0);
});

test('cpu agrees with itself to the last digit', async () => {
  expect(await measureParity(named('cpu'), named('cpu'), parityCases)).toMatchObject({
    absolute: 0,
    relative: 0,
    passes: true,
  });
});

test('a backend that computes something else does not pass', async () => {
  let round = 0;
  const restless = {
    id: 'restless',
    run: () => Promise.resolve(Float32Array.of(1, 2, 3 + 0.01 * round++)),
  };
  const parity = await measureParity(named('cpu'), named('wasm'), [restless]);
  expect(parity).toMatchObject({ passes: false, limits: parityLimits.wasm });
  expect(parity.absolute).toBeCloseTo(0.01, 5);
});

test.each([
  ['the same', [1, 2], [1, 2], 0, 0],
  ['a difference counts against the value', [1, 2.2], [1, 2], 0.2, 0.1],
  ['next to nothing is compared with a hundredth of the largest', [0.1, 100], [0, 100], 0.1, 0.1],
  ['not a number', [NaN, 1], [0, 1], Number.MAX_VALUE, Number.MAX_VALUE],
  ['endless', [Infinity], [1], Number.MAX_VALUE, Number.MAX_VALUE],
  ['fewer values', [1], [1, 2], Number.MAX_VALUE, Number.MAX_VALUE],
])('%s', (_name, values, expected, absolute, relative) => {
  const found = differences(Float32Array.from(values), Float32Array.from(expected));
  expect(found.absolute).toBeCloseTo(absolute, 5);
  expect(found.relative).toBeCloseTo(relative, 5);
});

test('a backend that is not here says why, and the first that starts computes', async () => {
  const detected = await detectBackends(backends);
  expect(detected.map(({ backend }) => backend)).toEqual(['tensorflow', 'wasm', 'cpu']);
  expect(detected[0]?.refusal).toMatchObject({
    code: 'backend-unavailable',
    parameters: { backend: 'tensorflow', reason: 'missing' },
  });
  expect(detected[1]).toMatchObject({ refusal: null, isSoftware: false });
  expect((await startBackend(backends, null)).id).toBe('wasm');
  await expect(startBackend(backends, 'webgl')).rejects.toMatchObject({ code: 'backend-unavailable' });
});

test('speed is measured in products that are done', async () => {
  await named('wasm').start();
  const { gigaflops, productSize } = await measureProducts('wasm');
  expect(productSize).toBe(1024);
  expect(gigaflops).toBeGreaterThan(0.5);
  expect(memory().numTensors).toBe(0);
});
