import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { findBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import { wasm } from '../../../main/compute/backends/wasm.ts';
import { forecastInParts, type PlaceForecaster } from '../../../main/compute/forecast-in-parts.ts';
import { isMemoryError } from '../../../main/compute/memory-errors.ts';
import { OwnThread } from '../../../main/compute/own-thread.ts';
import { WorkQueue } from '../../../main/compute/work-queue.ts';
import type { StoredModel, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { model, setting, trainedNetwork, windowOf } from './trained-network.ts';

const require = createRequire(import.meta.url);
const wasmFolder =
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + sep;
const backend = wasm({ wasmFolder, tensorflowFolder: '' });
const places = 20_000;
const window = windowOf(places);
let stored: StoredModel;

beforeAll(async () => {
  // Pages of 64 KiB: 25 MB for each module that is started from now on.
  setFlagsFromString('--wasm-max-mem-pages=400');
  stored = await trainedNetwork();
}, 60_000);

/** All places with parts of at most so many, how many parts were tried, and what was thrown by those that failed. */
async function forecast(served: TrainedModel, longestPart: number) {
  const own = new OwnThread(backend, served, window);
  const failures: unknown[] = [];
  let tried = 0;
  const watched: PlaceForecaster = {
    milliseconds: 0,
    forecast: async (range) => {
      tried += 1;
      try {
        return await own.forecast(range);
      } catch (thrown) {
        failures.push(thrown);
        throw thrown;
      }
    },
  };
  const size = { places, horizonSteps: setting.horizonSteps, longestPart };
  const signal = new AbortController().signal;
  const made = await new WorkQueue().run('usual', signal, (turn) => forecastInParts([watched], size, turn));
  return { mean: made.mean, quantiles: made.quantiles, failures, tried };
}

test('a part too large for the memory is halved until it fits, and the numbers are right', async () => {
  await backend.start();
  const served = await forecasterById(model, setting).restore(stored);
  const small = await forecast(served, 500);
  expect(small).toMatchObject({ tried: 40, failures: [] });
  const large = await forecast(served, places);
  expect(large.tried).toBeGreaterThan(3);
  expect(large.failures.every(isMemoryError)).toBe(true);
  expect(large.mean).toEqual(small.mean);
  expect(large.quantiles).toEqual(small.quantiles);
  expect(memory().numTensors).toBe(0);
});

test('a module that broke is replaced', async () => {
  await backend.start();
  const served = await forecasterById(model, setting).restore(stored);
  const good = await forecast(served, 500);
  const broken: unknown = findBackend('wasm');
  const heap: unknown = broken instanceof BackendWasm ? Reflect.get(broken.wasm, 'HEAPU8') : undefined;
  if (!(heap instanceof Uint8Array)) throw new Error('no memory of wasm');
  // As when memory that belongs to others is overwritten.
  heap.fill(255);
  const { failures, mean } = await forecast(served, 500);
  expect(failures).toHaveLength(1);
  expect(isMemoryError(failures[0])).toBe(true);
  expect(mean).toEqual(good.mean);
});

test.each([
  ['JavaScript', new RangeError('Array buffer allocation failed'), true],
  ['a thread', Object.assign(new Error('Worker terminated'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }), true],
  [
    'webgl',
    new Error(
      'Requested texture size [32768x1] greater than WebGL maximum on this browser / GPU [8192x8192].',
    ),
    true,
  ],
  [
    'a process border',
    MetropoleError.fromRecord({ code: 'internal', parameters: {}, detail: 'RuntimeError: Aborted()' }),
    true,
  ],
  ['shapes that do not fit', new Error('Error in matMul: inner shapes (3) and (4) must match'), false],
  ['an abort', new MetropoleError('aborted'), false],
])('memory errors are told from others: %s', (_name, thrown, expected) => {
  expect(isMemoryError(thrown)).toBe(expected);
});
