import { cpSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/paths.mjs';
import { electronRuntime } from '../../../tools/setup/electron-runtime.mjs';
import { executableIn } from '../../../tools/setup/runtime-layout.mjs';
import { linkTree } from '../../../tools/launch/hard-links.mjs';
import { nativeFolder, readyTensorflow } from '../../../tools/tensorflow/places.mjs';
import { temporaryFolder } from '../../tools/shims.ts';
import { startComputeHost, type ComputeClient } from './compute-host.ts';
import { model, setting, trainedBy, windowOf } from './trained-network.ts';

describe.skipIf(readyTensorflow() === undefined)('native TensorFlow', () => {
  const tensorflow = nativeFolder();

  test('trains a network, and forecasts with it what the reference backend forecasts', async () => {
    const native = startComputeHost({ tensorflow, wasm: true });
    const reference = startComputeHost({});
    expect(await backendsOf(native, reference)).toEqual(['tensorflow', 'cpu']);
    const stateFile = await trainedBy(native);
    const [ours, theirs] = await Promise.all([native, reference].map((host) => forecastOf(host, stateFile)));
    expect(ours?.forecast.mean.every((value) => value > 1)).toBe(true);
    expect(largestDifference(ours?.forecast.quantiles, theirs?.forecast.quantiles)).toBeLessThan(1e-3);
    expect((await forecastOf(native, stateFile)).tensors).toBe(ours?.tensors);
  });

  test('does without the functions that newer versions of Node have removed', async () => {
    const before = join(temporaryFolder(), 'as-in-newer-node.cjs');
    writeFileSync(before, "delete require('node:util').isNullOrUndefined;\n");
    const host = startComputeHost({ tensorflow, before });
    expect(await backendsOf(host)).toEqual(['tensorflow']);
    const stateFile = await trainedBy(host);
    expect((await forecastOf(host, stateFile)).forecast.places).toHaveLength(4);
  });

  test('computes in the runtime of Electron', async () => {
    const { folder } = await electronRuntime(repositoryRoot, () => undefined);
    const host = startComputeHost({ tensorflow, runtime: join(folder, executableIn()) });
    expect(await backendsOf(host)).toEqual(['tensorflow']);
    const stateFile = await trainedBy(host);
    expect((await forecastOf(host, stateFile)).forecast.places).toHaveLength(4);
  });

  test('is passed over where a library of it is cut short', async () => {
    const damaged = join(temporaryFolder(), 'tensorflow');
    linkTree(tensorflow, damaged, (name) => !name.startsWith('libtensorflow_framework'));
    const library = join('deps', 'lib', 'libtensorflow_framework.so.2');
    cpSync(join(tensorflow, library), join(damaged, library));
    truncateSync(join(damaged, library), 1_000_000);
    expect(await backendsOf(startComputeHost({ tensorflow: damaged, wasm: true }))).toEqual(['wasm']);
  });
});

async function backendsOf(...hosts: ComputeClient[]): Promise<string[]> {
  return Promise.all(
    hosts.map(async (host) => (await host.call('compute.start', { backend: null })).backend),
  );
}

const forecastOf = (host: ComputeClient, stateFile: string) =>
  host.call('compute.run', { model, setting, stateFile, window: windowOf(4) });

const noNumbers: Float32Array = new Float32Array();

/** Relative to the larger of the two; Infinity where there are not as many numbers on both sides, or none. */
function largestDifference(ours = noNumbers, theirs = noNumbers): number {
  return ours.reduce(
    (largest, value, index) => {
      const other = theirs[index] ?? NaN;
      const difference = Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other));
      return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
    },
    ours.length > 0 && ours.length === theirs.length ? 0 : Infinity,
  );
}
