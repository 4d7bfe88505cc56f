import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriesSchema } from '../../../main/common/contract/compute-contract.ts';
import type { EventOf } from '../../../main/common/contract/define.ts';
import type { EngineEvents } from '../../../main/common/contract/engine-contract.ts';
import { modelFilesOnDisk } from '../../../main/compute/model-files-on-disk.ts';
import { smallCity } from '../../models/small-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const setting = { topic: 'traffic', stepSeconds: 300, horizonSteps: 12 } as const;
const end = Date.UTC(2026, 4, 8, 17, 30);
const told: EventOf<EngineEvents, 'work.progress'>[] = [];
let running: RunningEngine;

/** Makes a network the shown model whose weights are no numbers; with `alone` the only one. */
async function showBrokenNetwork(alone: boolean): Promise<void> {
  const { store, training } = running.engine;
  const stateFile = 'broken.model';
  const path = join(store.folder.models, stateFile);
  const series = seriesSchema.parse(smallCity({ places: 4, days: 3, stepSeconds: setting.stepSeconds }));
  await training.call('compute.train', {
    model: 'traffic.network',
    setting,
    series,
    seed: 1,
    stateFile: path,
  });
  const stored = await modelFilesOnDisk.read(path);
  const weights0 = Float32Array.from(stored.columns['weights0'] ?? []).fill(NaN, 0, 8);
  await modelFilesOnDisk.write(path, { ...stored, columns: { ...stored.columns, weights0 } });
  const models = await store.models.list('traffic');
  const [first] = models;
  if (first === undefined) throw new Error('nothing is fitted');
  const broken = { ...first, modelId: 'traffic.network', isBenchmark: false, isShown: true, stateFile };
  await store.models.update('traffic', () => [
    broken,
    ...(alone ? [] : models.map((model) => ({ ...model, isShown: false }))),
  ]);
}

beforeAll(async () => {
  running = await startEngine();
  await running.client.call('forecast.prepare', { refit: false, networks: false });
  running.client.on('work.progress', (event) => told.push(event));
});

afterAll(async () => {
  await running.close();
});

test('the next best forecaster takes the place of one that gives no numbers, and the operator is told', async () => {
  const before = await running.client.call('forecast.models', {});
  await showBrokenNetwork(false);
  const { run } = await running.client.call('forecast.run', { asOf: null });
  expect(run.model).toBe(before.models.find(({ isShown }) => isShown)?.id);
  expect(told.at(-1)).toMatchObject({
    work: 'forecast',
    error: { code: 'forecast-not-finite', parameters: { model: 'traffic.network' } },
  });
  expect(told.at(-1)?.error?.parameters['places']).toBeGreaterThan(0.9 * run.places);
  const shown = await running.client.call('frame.get', { targetAt: end + 600_000, since: null });
  expect(shown.model).toBe(run.model);
});

test('the last good forecast stays where no forecaster gives numbers', async () => {
  const ask = { targetAt: end + 600_000, since: null };
  const before = await running.client.call('frame.get', ask);
  await showBrokenNetwork(true);
  await expect(running.client.call('forecast.run', { asOf: null })).rejects.toMatchObject({
    code: 'forecast-not-finite',
  });
  const after = await running.client.call('frame.get', ask);
  expect(after.asOf).toBe(before.asOf);
  expect(after.table.columns.value.values).toEqual(before.table.columns.value.values);
});
