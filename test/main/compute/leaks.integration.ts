import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoredModel } from '../../../models/model.ts';
import { nativeFolder, readyTensorflow } from '../../../tools/tensorflow/places.mjs';
import type { BackendId } from '../../../main/common/backends.ts';
import { startComputeProcess } from './compute-host.ts';
import { model, setting, stateFileOf, trainedNetwork, windowOf } from './trained-network.ts';

/** Flat within one per cent over so many forecasts is what is promised. It takes minutes, so it is run by METROPOLE_FORECASTS=10000. */
const tolerance = 0.01;
const wanted = process.env['METROPOLE_FORECASTS'];
const hasTensorflow = readyTensorflow() !== undefined;
let stored: StoredModel;

beforeAll(async () => {
  stored = await trainedNetwork();
}, 60_000);

describe.runIf(process.platform === 'linux' && wanted !== undefined)(
  'many forecasts leave memory as it was',
  () => {
    test('on one thread', () => expectFlat('wasm', 50), 600_000);

    test('shared among threads', () => expectFlat('wasm', 520), 600_000);

    test.runIf(hasTensorflow)('on native TensorFlow', () => expectFlat('tensorflow', 50), 600_000);
  },
);

/**
 * Expects no tensor to stay, and resident memory to be flat: the median of the last tenth against that of the first tenth after a
 * warm-up of half the forecasts, in which code is compiled and heaps grow to the size that is kept. Medians, since single
 * values swing with what V8 has not collected yet.
 */
async function expectFlat(backend: BackendId, places: number): Promise<void> {
  const forecasts = Number(wanted);
  const options = { wasm: true, tensorflow: backend === 'tensorflow' ? nativeFolder() : '' };
  const { client, pid } = startComputeProcess(options);
  await client.call('compute.start', { backend });
  const request = { model, setting, stateFile: stateFileOf(stored), window: windowOf(places) };
  const held = new Set<string>();
  const resident: number[] = [];
  for (let count = 0; count < forecasts; count++) {
    const { tensors, tensorBytes } = await client.call('compute.run', request);
    held.add(`${String(tensors)} tensors of ${String(tensorBytes)} bytes`);
    resident.push(residentMegabytes(pid));
  }
  expect([...held]).toEqual(['0 tensors of 0 bytes']);
  const tenth = Math.floor(forecasts / 10);
  const warm = Math.floor(forecasts / 2);
  const before = median(resident.slice(warm, warm + tenth));
  const after = median(resident.slice(-tenth));
  const found = `${before.toFixed(1)} MB became ${after.toFixed(1)} MB`;
  expect(Math.abs(after - before) / before, found).toBeLessThan(tolerance);
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
