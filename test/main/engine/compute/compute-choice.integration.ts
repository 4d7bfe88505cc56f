import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MetropoleError } from '../../../../main/common/errors.ts';
import { nativeFolder, readyTensorflow } from '../../../../tools/tensorflow/places.mjs';
import { startEngine, type RunningEngine } from '../running-engine.ts';

let running: RunningEngine;

beforeAll(async () => {
  running = await startEngine();
  await running.client.call('forecast.prepare', { refit: false, networks: false });
});

afterAll(async () => {
  await running.close();
});

const probes = (): number => running.host.channels.filter(({ role }) => role === 'probe').length;

async function reopened(): Promise<void> {
  const { folder } = running;
  await running.close(true);
  running = await startEngine({ folder });
}

test('at first every backend is looked for, and the fastest that agrees with the reference computes', async () => {
  const report = await running.client.call('compute.report', {});
  expect(report).toMatchObject({ chosen: 'wasm', forced: null });
  const byName = new Map(report.rows.map((row) => [row.detection.backend, row]));
  expect(byName.get('tensorflow')?.detection.refusal).toMatchObject({ code: 'backend-unavailable' });
  expect(byName.get('wasm')?.measurement).toMatchObject({ parity: { passes: true }, productSize: 1024 });
  expect(byName.get('wasm')?.measurement?.gigaflops).toBeGreaterThan(0);
  expect(byName.get('cpu')?.measurement?.parity.absolute).toBe(0);
  expect(running.engine.forecasting.state.backend).toBe('wasm');
});

test('the choice is remembered on this machine, and made again on another one', async () => {
  await reopened();
  await running.client.call('forecast.run', { asOf: null });
  expect(probes()).toBe(0);
  const file = join(running.folder, 'compute.json');
  const { folder } = running;
  await running.close(true);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...kept, identity: 'another machine' }));
  running = await startEngine({ folder });
  await running.client.call('forecast.run', { asOf: null });
  expect(probes()).toBeGreaterThan(0);
});

test('with models fitted, each is timed, and what takes a window says why it is not here', async () => {
  const { models } = await running.client.call('forecast.models', {});
  const { rows } = await running.client.call('compute.examine', {});
  const wasm = rows.find(({ detection }) => detection.backend === 'wasm');
  expect(wasm?.measurement?.latencies.map(({ model }) => model).toSorted()).toEqual(
    models.map(({ id }) => id).toSorted(),
  );
  const webgl = rows.find(({ detection }) => detection.backend === 'webgl');
  expect(webgl?.detection.refusal?.parameters).toEqual({ backend: 'webgl', reason: 'windowless' });
});

test('somebody may insist on a backend, also beyond a restart', async () => {
  expect(await running.client.call('compute.force', { backend: 'cpu' })).toMatchObject({ chosen: 'cpu' });
  await running.client.call('forecast.run', { asOf: null });
  expect(running.engine.forecasting.state.backend).toBe('cpu');
  await reopened();
  await running.client.call('forecast.run', { asOf: null });
  expect(running.engine.forecasting.state.backend).toBe('cpu');
  expect(await running.client.call('compute.force', { backend: null })).toMatchObject({ chosen: 'wasm' });
  await running.client.call('forecast.run', { asOf: null });
  expect(running.engine.forecasting.state.backend).toBe('wasm');
});

test('a backend whose host cannot be kept alive is given up; the run is made on the next, and the operator is told', async () => {
  const told: unknown[] = [];
  const stop = running.client.on('work.progress', ({ work, error }) => {
    if (work === 'compute') told.push(error?.code);
  });
  const { engine, host, client } = running;
  for (let death = 0; death < 5; death += 1) {
    await expect.poll(() => engine.forecasting.state.state).toBe('ready');
    host.channels.findLast(({ role }) => role === 'forecast')?.channel.close();
    await expect.poll(() => engine.forecasting.state.state).not.toBe('ready');
  }
  expect(engine.forecasting.state.state).toBe('failed');
  const { run } = await client.call('forecast.run', { asOf: null });
  expect(run.places).toBe(64);
  expect(engine.forecasting.state).toMatchObject({ state: 'ready', backend: 'cpu' });
  expect(told).toEqual(['compute-failed']);
  const { rows } = await client.call('compute.report', {});
  expect(rows.find(({ detection }) => detection.backend === 'wasm')?.fault?.code).toBe('compute-failed');
  stop();
  await reopened();
  await running.client.call('forecast.run', { asOf: null });
  expect(running.engine.forecasting.state.backend).toBe('wasm');
});

test('somebody who measures again has seen to a backend that was given up', async () => {
  const told: unknown[] = [];
  const stop = running.client.on('work.progress', ({ work, error }) => {
    if (work === 'compute') told.push(error);
  });
  running.engine.tellGivenUp(new MetropoleError('compute-failed'));
  await running.client.call('compute.examine', {});
  expect(told).toMatchObject([{ code: 'compute-failed' }, null]);
  stop();
});

test('what fails on every backend is no fault of the backends', async () => {
  const { client, engine } = running;
  await client.call('compute.examine', {});
  const { models } = await client.call('forecast.models', {});
  const [sample] = await engine.forecasts.samples(engine.forecasting);
  if (sample === undefined) throw new Error('nothing is fitted');
  await expect(
    engine.forecasting.call('compute.explain', {
      model: models[0]?.id ?? '',
      setting: { topic: 'traffic', stepSeconds: 300, horizonSteps: 12 },
      stateFile: 'nowhere.model',
      window: sample.window,
      place: 0,
      step: 0,
    }),
  ).rejects.toMatchObject({ code: 'forecast-no-model' });
  const { rows, chosen } = await client.call('compute.report', {});
  expect(chosen).toBe('wasm');
  expect(rows.filter(({ fault }) => fault !== null)).toEqual([]);
  rmSync(join(running.folder, 'compute.json'));
});

test.skipIf(readyTensorflow() === undefined)(
  'with native TensorFlow a choice made before the first fit is made again on the own models',
  { timeout: 300_000 },
  async () => {
    const native = await startEngine({ tensorflow: nativeFolder() });
    try {
      const { client, engine } = native;
      const before = await client.call('compute.report', {});
      const latencies = (rows: typeof before.rows): (readonly [string, number])[] =>
        rows.flatMap(({ detection, measurement }) =>
          measurement === null ? [] : [[detection.backend, measurement.latencies.length] as const],
        );
      expect(latencies(before.rows)).toEqual([
        ['tensorflow', 0],
        ['wasm', 0],
        ['cpu', 0],
      ]);
      expect(before.rows.every(({ measurement }) => measurement?.parity.passes !== false)).toBe(true);
      expect(before.chosen).toBe('tensorflow');
      const { run } = await client.call('forecast.prepare', { refit: false, networks: false });
      expect(run?.places).toBe(64);
      expect(engine.forecasting.state.backend).toBe('tensorflow');
      await engine.computeChoice.refine();
      const after = await client.call('compute.report', {});
      expect(latencies(after.rows).every(([, models]) => models > 0)).toBe(true);
      expect(['tensorflow', 'wasm']).toContain(after.chosen);
    } finally {
      await native.close();
    }
  },
);
