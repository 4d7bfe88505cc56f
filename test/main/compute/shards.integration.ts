import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/paths.mjs';
import { electronRuntime } from '../../../tools/setup/electron-runtime.mjs';
import { executableIn } from '../../../tools/setup/runtime-layout.mjs';
import type { StoredModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { builtLocations } from '../../built.ts';
import { temporaryFolder } from '../../tools/shims.ts';
import { startComputeHost, type ComputeClient } from './compute-host.ts';
import { model, setting, stateFileOf, trainedNetwork, windowOf } from './trained-network.ts';

const window = windowOf(2000);
const threads = Math.min(availableParallelism(), 7);
let stored: StoredModel;
/** What this process makes of the window on one thread. */
let expected: Float32Array;

beforeAll(async () => {
  stored = await trainedNetwork();
  expected = (await (await forecasterById(model, setting).restore(stored)).predict(window)).mean;
}, 60_000);

/** What every thread does before its work, and a file that tells how many began. */
function inEveryThread(code = ''): { before: string; begun: () => number } {
  const folder = temporaryFolder();
  const [before, log, once] = ['before.cjs', 'begun.txt', 'once.txt'].map((name) => join(folder, name));
  if (before === undefined || log === undefined) throw new Error('no names');
  writeFileSync(
    before,
    `const { isMainThread, parentPort } = require('node:worker_threads');
    const { appendFileSync, writeFileSync } = require('node:fs');
    const isFirst = () => {
      try { writeFileSync(${JSON.stringify(once)}, '', { flag: 'wx' }); return true; } catch { return false; }
    };
    if (!isMainThread) {
      appendFileSync(${JSON.stringify(log)}, '.');
      parentPort.on('message', ({ name }) => { if (name === 'shard.forecast') { ${code} } });
    }`,
  );
  return { before, begun: () => (existsSync(log) ? readFileSync(log, 'utf8').length : 0) };
}

async function meanOf(host: ComputeClient, asked = window): Promise<Float32Array> {
  const stateFile = stateFileOf(stored);
  const { forecast, tensors } = await host.call('compute.run', { model, setting, stateFile, window: asked });
  expect(tensors).toBe(0);
  return forecast.mean;
}

async function started(options: Parameters<typeof startComputeHost>[0] = {}): Promise<ComputeClient> {
  const host = startComputeHost({ wasm: true, ...options });
  expect((await host.call('compute.start', { backend: 'wasm' })).backend).toBe('wasm');
  return host;
}

test('a large run is shared among threads, which are started once, and gives what one thread gives', async () => {
  const { before, begun } = inEveryThread();
  const host = await started({ before });
  await meanOf(host, windowOf(200));
  expect(begun()).toBe(0);
  expect(await meanOf(host)).toEqual(expected);
  expect(begun()).toBe(threads);
  expect(await meanOf(host)).toEqual(expected);
  expect(begun()).toBe(threads);
});

test('another window and another model reach the threads', async () => {
  const host = await started();
  await meanOf(host);
  const other = windowOf(2000, 0.3);
  const served = await forecasterById(model, setting).restore(stored);
  expect(await meanOf(host, other)).toEqual((await served.predict(other)).mean);
  expect(await meanOf(host)).toEqual(expected);
});

test('the part of a thread that dies is done again, and the thread is back', async () => {
  const { before, begun } = inEveryThread('if (isFirst()) process.exit(7);');
  const host = await started({ before });
  expect(await meanOf(host)).toEqual(expected);
  await expect.poll(begun).toBe(threads + 1);
  expect(await meanOf(host)).toEqual(expected);
});

test('a thread that throws outside of its work is no end of the host', async () => {
  const { before } = inEveryThread("if (isFirst()) setTimeout(() => { throw new Error('unforeseen'); }, 0);");
  const host = await started({ before });
  expect(await meanOf(host)).toEqual(expected);
  expect(await meanOf(host)).toEqual(expected);
});

test('a part that every thread dies of is given up, and no call hangs', async () => {
  const { before } = inEveryThread('process.exit(7);');
  const host = await started({ before });
  await expect(meanOf(host)).rejects.toMatchObject({ code: 'compute-failed' });
  expect(await meanOf(host, windowOf(200))).toHaveLength(200 * setting.horizonSteps);
});

test('where threads cannot be started the host computes alone', async () => {
  const { computeEntry } = builtLocations();
  const folder = join(temporaryFolder(), 'main');
  cpSync(dirname(computeEntry), folder, {
    recursive: true,
    filter: (path) => !/shard\.cjs|\.map$/.test(path),
  });
  const host = await started({ entry: join(folder, 'compute.cjs') });
  expect(await meanOf(host)).toEqual(expected);
});

test('threads run short of memory halve their parts', async () => {
  const host = await started({ flags: ['--wasm-max-mem-pages=275'] });
  const large = windowOf(9000);
  const served = await forecasterById(model, setting).restore(stored);
  expect(await meanOf(host, large)).toEqual((await served.predict(large)).mean);
});

test('the runtime of Electron shares as well', async () => {
  const { folder } = await electronRuntime(repositoryRoot, () => undefined);
  const { before, begun } = inEveryThread();
  const host = await started({ before, runtime: join(folder, executableIn()) });
  expect(await meanOf(host)).toEqual(expected);
  expect(begun()).toBe(threads);
});
