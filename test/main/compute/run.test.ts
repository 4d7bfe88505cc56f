import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { channelPair } from '../../../main/common/contract/channel.ts';
import { Client } from '../../../main/common/contract/client.ts';
import {
  computeEvents,
  computeMessages,
  type Priority,
  type WindowRecord,
} from '../../../main/common/contract/compute-contract.ts';
import { Server } from '../../../main/common/contract/server.ts';
import { cpu } from '../../../main/compute/backends/cpu.ts';
import { wasm } from '../../../main/compute/backends/wasm.ts';
import { computeHandlers } from '../../../main/compute/handlers.ts';
import { modelFilesOnDisk } from '../../../main/compute/model-files-on-disk.ts';
import { waitingAtMost } from '../../../main/compute/work-queue.ts';
import type { StoredModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { model, setting, stateFileOf, trainedNetwork, windowOf, withWeights } from './trained-network.ts';

const require = createRequire(import.meta.url);
const wasmFolder =
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + sep;
let stored: StoredModel;

beforeAll(async () => {
  stored = await trainedNetwork();
}, 60_000);

/** A compute host in this process, and how to ask it for forecasts by one stored model. */
function computeHost(state: StoredModel) {
  const backends = [wasm, cpu].map((factory) => factory({ wasmFolder, tensorflowFolder: '' }));
  const [mine, theirs] = channelPair();
  new Server(computeMessages, computeHandlers({ backends, files: modelFilesOnDisk })).attach(theirs);
  const origin = { clientId: 'test', actor: 'tester', workspace: '' };
  const client = new Client(mine, computeMessages, computeEvents, () => origin);
  const stateFile = stateFileOf(state);
  return {
    client,
    stateFile,
    run: (window: WindowRecord, priority?: Priority, signal?: AbortSignal) =>
      client.call('compute.run', { model, setting, stateFile, window, priority }, { signal }),
  };
}

test('many parts give what one gives, and leave nothing behind', async () => {
  const host = computeHost(stored);
  const window = windowOf(9000, 0.2);
  const { forecast, tensors, tensorBytes, milliseconds } = await host.run(window);
  expect([tensors, tensorBytes, memory().numTensors]).toEqual([0, 0, 0]);
  expect(milliseconds).toBeGreaterThan(0);
  const atOnce = await (await forecasterById(model, setting).restore(stored)).predict(window);
  expect(forecast.places).toEqual(atOnce.places);
  expect(forecast.mean).toEqual(atOnce.mean);
  expect(forecast.quantiles).toEqual(atOnce.quantiles);
  expect(forecast.imputedSteps).toEqual(atOnce.imputedSteps);
});

test('what a person waits for comes before what can wait, also in its middle', async () => {
  const host = computeHost(stored);
  const done: string[] = [];
  const large = windowOf(20_000);
  const hindcasts = [1, 2].map((number) =>
    host.run(large, 'background').then(() => done.push(`hindcast ${number}`)),
  );
  await new Promise((resolve) => setTimeout(resolve, 1));
  const place = { model, setting, stateFile: host.stateFile, window: windowOf(50), place: 3, step: 1 };
  const click = host.client
    .call('compute.explain', { ...place, priority: 'watched' })
    .then(() => done.push('click'));
  await Promise.all([...hindcasts, click]);
  expect(done).toEqual(['click', 'hindcast 1', 'hindcast 2']);
});

test('a run that is no longer wanted ends between two parts', async () => {
  const host = computeHost(stored);
  const controller = new AbortController();
  const unwanted = host.run(windowOf(20_000), 'usual', controller.signal);
  setTimeout(() => controller.abort(), 1);
  await expect(unwanted).rejects.toMatchObject({ code: 'aborted' });
  expect((await host.run(windowOf(4))).tensors).toBe(0);
});

test('too much at once is refused', async () => {
  const host = computeHost(stored);
  const small = windowOf(4);
  const runs = Array.from({ length: waitingAtMost + 2 }, () => host.run(small, 'background'));
  const ends = await Promise.allSettled(runs);
  const refused = ends.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([
    { reason: { code: 'compute-busy', parameters: { waiting: waitingAtMost } } },
  ]);
});

test.each([
  ['weights0', NaN],
  ['weights6', NaN],
  ['weights5', Infinity],
])('a network whose %s holds %d is refused', async (column, value) => {
  const host = computeHost(withWeights(stored, column, value));
  await expect(host.run(windowOf(12))).rejects.toMatchObject({
    code: 'forecast-not-finite',
    parameters: { model, places: 12 },
  });
});

test('a place of which nothing is known has no forecast, and is no reason to refuse the others', async () => {
  const host = computeHost(stored);
  const window = windowOf(12);
  window.history.fill(NaN, 5 * window.historySteps, 6 * window.historySteps);
  const { forecast } = await host.run(window);
  const without = forecast.places.filter((place) =>
    Number.isNaN(forecast.mean[place * setting.horizonSteps]),
  );
  expect([...without]).toEqual([5]);
});
