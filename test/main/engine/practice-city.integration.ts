import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
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
