import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cityEnd, cityStart, importFile, quarter, speeds, writeReadings } from './quarter-hour-city.ts';
import { startEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-meanwhile-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('new readings are forecast from while a training goes on, not after it', async () => {
  const running = await startEngine({ practice: false });
  const { client } = running;
  try {
    await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
    await client.call('forecast.prepare', { refit: false, networks: false });
    let isTraining = false;
    const abort = new AbortController();
    const training = client.call(
      'models.train',
      { topic: 'traffic', model: null, seed: null },
      { signal: abort.signal, onProgress: ({ stage }) => (isTraining = stage !== 'waiting') },
    );
    const ended = training.catch(() => 'ended');
    await expect.poll(() => isTraining, { timeout: 20_000 }).toBe(true);

    const made: number[] = [];
    client.on('run.finished', ({ run }) => made.push(run.asOf));
    await importFile(client, writeReadings(folder, 'more.csv', cityEnd, cityEnd + quarter), speeds);
    const prepared = client.call('forecast.prepare', { refit: false, networks: false });
    await expect.poll(() => made, { timeout: 20_000 }).toContain(cityEnd + quarter);
    expect(await Promise.race([ended, Promise.resolve('goes on')])).toBe('goes on');

    abort.abort();
    await ended;
    expect((await prepared).run?.asOf).toBe(cityEnd + quarter);
    expect(made).toHaveLength(1);
  } finally {
    await running.close();
  }
});
