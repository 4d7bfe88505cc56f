import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/paths.mjs';
import { scratchFolder } from '../store/store.ts';
import { startEngine } from './running-engine.ts';

/** Starts to make a practice city in a process that is killed when it looks at the clock for the time `looks`. */
async function killedWhileFilling(folder: string, looks: number): Promise<void> {
  const script = fileURLToPath(new URL('./child.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, CHILD_WORKSPACE: folder, CHILD_LOOKS: String(looks) },
    stdio: 'inherit',
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

const files = ['places.csv', 'links.csv', 'speed.csv'];

test.each([1, 3, 4])(
  'one whose filling is killed at step %i is whole when it is next opened',
  async (looks) => {
    const folder = join(scratchFolder(), 'city');
    await killedWhileFilling(folder, looks);
    const running = await startEngine({ folder });
    try {
      const { sources } = await running.client.call('sources.list', {});
      expect(sources.map(({ fileName }) => fileName)).toEqual(files);
      expect((await running.client.call('places.list', {})).places.rows).toBe(64);
      expect((await running.client.call('view.get', {})).clock.dataTo).toBe(Date.UTC(2026, 4, 8, 17, 30));
    } finally {
      await running.close();
    }
  },
);

test('what somebody removed from it stays removed', async () => {
  const first = await startEngine();
  const { sources } = await first.client.call('sources.list', {});
  await first.client.call('sources.remove', { source: sources[1]?.id ?? 0 });
  await first.close(true);
  const second = await startEngine({ folder: first.folder });
  const left = (await second.client.call('sources.list', {})).sources.map(({ fileName }) => fileName);
  await second.close();
  expect(left).toEqual(files.filter((file) => file !== 'links.csv'));
});

test('one whose creation was cut short before it had a schema is made anew', async () => {
  const folder = join(scratchFolder(), 'city');
  mkdirSync(folder);
  (await DuckDBInstance.create(join(folder, 'city.duckdb'))).closeSync();
  const running = await startEngine({ folder });
  const info = await running.client.call('workspace.info', {});
  const { sources } = await running.client.call('sources.list', {});
  await running.close();
  expect(info).toMatchObject({ name: 'Test city', isPractice: true });
  expect(sources).toHaveLength(3);
});

test('where the sample city is damaged a small one takes its place, and says why', async () => {
  const sampleCity = scratchFolder();
  cpSync(join(repositoryRoot, 'assets', 'sample-city'), sampleCity, { recursive: true });
  writeFileSync(join(sampleCity, 'traffic.parquet'), readFileSync(join(sampleCity, 'links.csv')));
  const running = await startEngine({ sampleCity });
  const info = await running.client.call('workspace.info', {});
  const { sources } = await running.client.call('sources.list', {});
  const { notices } = await running.client.call('sources.notices', { source: sources[0]?.id ?? 0 });
  const { tour } = await running.client.call('workspace.tour', {});
  await running.close();
  expect(info.name).toBe('Test city');
  expect(sources.map(({ fileName }) => fileName)).toEqual(files);
  expect(notices).toMatchObject([
    { code: 'sample-city-damaged', severity: 'warning', parameters: { file: 'traffic.parquet' } },
  ]);
  expect(tour).toBeNull();
});

test('the sample city is imported with the models that came with it, and forecasts without fitting', async () => {
  const running = await startEngine({ sampleCity: join(repositoryRoot, 'assets', 'sample-city') });
  const { client } = running;
  const info = await client.call('workspace.info', {});
  const { view } = await client.call('view.get', {});
  const { tour } = await client.call('workspace.tour', {});
  const { run } = await client.call('forecast.run', { asOf: null });
  const { columns } = (await client.call('places.list', {})).places;
  const place = columns.place.values[columns.key.values.indexOf('RN-003')] ?? -1;
  const unprepared = await client.call('drilldown.causes', { place, targetAt: tour?.incidentAt ?? 0 });
  await running.close();
  // What is usual is not known before the past has been forecast: nothing is said of a departure from it.
  expect(unprepared).toMatchObject({ state: 'unknown', causes: [] });
  expect(info).toMatchObject({ name: 'Port Merrow', isPractice: true });
  expect(view.zone).toBe('Europe/Lisbon');
  expect(run).toMatchObject({ model: 'traffic.network' });
  expect(run.places).toBeGreaterThan(250);
  expect(new Date(tour?.incidentAt ?? 0).toISOString()).toBe('2026-06-18T15:41:00.000Z');
});
