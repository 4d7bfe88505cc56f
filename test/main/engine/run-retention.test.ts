import { expect, test, vi } from 'vitest';
import { RunRetention } from '../../../main/engine/run-retention.ts';
import { addReadings, emptyStore } from '../store/store.ts';
import { newRun } from '../store/sample-run.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';

const stepsPerDay = 288;

/** A store with one live run a day for `days` days, the last at day `days`, and a hindcast on the first. */
async function storeWithRuns(days: number): Promise<WorkspaceStore> {
  const store = await emptyStore();
  await addReadings(store, { places: 2, from: 0, to: 4 });
  const series = (await store.series.list('speed')).map(({ seriesId }) => seriesId);
  await store.runs.insert([
    newRun('hindcast', 0, series, 1),
    ...Array.from({ length: days }, (_, day) => newRun('live', (day + 1) * stepsPerDay, series, 1)),
  ]);
  return store;
}

async function left(store: WorkspaceStore): Promise<{ live: number; hindcasts: number; forecasts: number }> {
  const runs = await store.runs.list('traffic');
  const forecasts = await Promise.all(
    runs.map(async ({ runId }) => (await store.forecasts.ofRun(runId)).rows),
  );
  return {
    live: runs.filter(({ kind }) => kind === 'live').length,
    hindcasts: runs.filter(({ kind }) => kind === 'hindcast').length,
    forecasts: forecasts.reduce((sum, rows) => sum + rows, 0),
  };
}

const fail = (thrown: unknown): never => {
  throw thrown;
};

const rowsOfAll = async (store: WorkspaceStore): Promise<number> =>
  store.read(async (connection) =>
    Number((await (await connection.run('SELECT count(*) FROM forecast')).getRows())[0]?.[0]),
  );

test('live runs older than so many days before the last one are forgotten, hindcasts never', async () => {
  const store = await storeWithRuns(60);
  const retention = new RunRetention(store, () => 35, fail);
  retention.start();
  await expect.poll(() => left(store)).toEqual({ live: 36, hindcasts: 1, forecasts: 37 * 4 });
  expect(await rowsOfAll(store)).toBe(37 * 4);
  expect((await store.runs.latest('traffic', null))?.asOf).toBe(
    (await store.runs.list('traffic', 'live'))[0]?.asOf,
  );
  await retention.close();
});

test('they go a slice at a time, and a workspace that closes waits for one slice alone', async () => {
  const store = await storeWithRuns(60);
  const retention = new RunRetention(store, () => 1, fail);
  retention.start();
  await retention.close();
  const { live } = await left(store);
  expect(live).toBeLessThanOrEqual(60);
  expect(live).toBeGreaterThanOrEqual(60 - 12);
});

test('they are forgotten again every hour, by what the setting says then', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const store = await storeWithRuns(20);
    let days = 19;
    const retention = new RunRetention(store, () => days, fail);
    retention.start();
    await expect.poll(async () => (await left(store)).live).toBe(20);
    days = 4;
    vi.advanceTimersByTime(3_600_000);
    await expect.poll(async () => (await left(store)).live).toBe(5);
    await retention.close();
  } finally {
    vi.useRealTimers();
  }
});
