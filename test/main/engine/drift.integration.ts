import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cityEnd, cityStart, day, hour, importFile, speeds, writeReadings } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-drift-'));
let running: RunningEngine;
let clock = cityEnd;

/** The engine's own beat is held: it would forecast and look for drift in between as well, when depends on the machine. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  running = await startEngine({ practice: false, wallClock: () => clock });
  await importFile(running.client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await running.client.call('forecast.prepare', { refit: false, networks: false });
});

afterAll(async () => {
  vi.useRealTimers();
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const drift = async () => (await running.client.call('models.list', {})).drift;
const kinds = async () => (await drift()).map(({ kind }) => kind);
const audited = async (action: string): Promise<string[]> =>
  await running.engine.store.read(async (connection) => {
    const sql = "SELECT parameters->>'kind' FROM audit WHERE action = $action ORDER BY happened_at, 1";
    return (await (await connection.run(sql, { action })).getRows()).map(([kind]) => String(kind));
  });

/** Goes on for some hours with readings so much faster, and a live forecast every half hour. */
async function goOn(hours: number, more: number, forecasts = true): Promise<void> {
  const { client, engine } = running;
  const to = clock + hours * hour;
  await importFile(client, writeReadings(folder, `to-${String(to)}.csv`, clock, to, more), speeds);
  await client.call('view.set', { now: { kind: 'live' } });
  for (; forecasts && clock < to; clock += hour / 2) await client.call('forecast.run', { asOf: null });
  clock = to;
  await engine.forecasts.of('traffic').reviewDrift();
}

test('a city that goes on as it was has not drifted', async () => {
  expect(await drift()).toEqual([]);
  await goOn(6, 0);
  expect(await drift()).toEqual([]);
  expect(await audited('forecast.drift')).toEqual([]);
});

test('readings that shift are told as an event, and the errors that they bring', async () => {
  await goOn(24, -25);
  expect(await kinds()).toEqual(expect.arrayContaining(['level', 'bias', 'size']));
  // The last place has been silent since the end of the first file.
  expect(await kinds()).toContain('missing');
  for (const { since, value, limit, count } of await drift()) {
    expect(since).toBeGreaterThan(cityEnd + 6 * hour);
    expect(since).toBeLessThanOrEqual(clock);
    expect(value).toBeGreaterThan(limit);
    expect(count).toBeGreaterThan(20);
  }
  expect((await audited('forecast.drift')).toSorted()).toEqual((await kinds()).toSorted());
});

test('it is told once', async () => {
  const before = await drift();
  await goOn(2, -25);
  const again = await drift();
  expect(again.filter(({ kind }) => before.some((one) => one.kind === kind))).toEqual(before);
  const told = await audited('forecast.drift');
  expect(new Set(told).size).toBe(told.length);
});

test('and that it is over, too', async () => {
  await goOn(4 * (day / hour), 0, false);
  expect(await kinds()).not.toContain('level');
  expect(await audited('forecast.drift-ended')).toContain('level');
});

test('as seen from before it there was none', async () => {
  await running.client.call('view.set', { now: { kind: 'as-of', at: cityEnd } });
  expect(await drift()).toEqual([]);
});
