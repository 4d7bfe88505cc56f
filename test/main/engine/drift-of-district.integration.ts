import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cityEnd, cityStart, hour, importFile, speeds, writeReadings } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-drift-of-district-'));
/** Places a and b lie in Harbour, c and d in Hill. */
const districts = ['Harbour', 'Harbour', 'Hill', 'Hill'] as const;
const end = cityEnd + 26 * hour;
let running: RunningEngine;
let clock = cityEnd;

/**
 * Harbour goes on slower by 25 km/h, Hill as it was. The engine's own beat is held: on a slow machine it would look for drift in between
 * as well, and more looks find more by chance.
 */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  running = await startEngine({ practice: false, wallClock: () => clock });
  const { client, engine } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  const placesFile = join(folder, 'places.csv');
  const rows = districts.map((district, at) => `${'abcd'.charAt(at)},Place ${at},38.7${at},-9.1,${district}`);
  writeFileSync(placesFile, ['place,name,latitude,longitude,district', ...rows].join('\n'));
  await importFile(client, placesFile, { placeColumn: 'place', nameColumn: 'name' });
  await client.call('forecast.prepare', { refit: false, networks: false });
  await importFile(client, writeReadings(folder, 'later.csv', cityEnd, end, [-25, -25, 0, 0]), speeds);
  await client.call('view.set', { now: { kind: 'live' } });
  for (; clock < end; clock += hour / 2) await client.call('forecast.run', { asOf: null });
  await engine.forecasts.of('traffic').reviewDrift();
});

afterAll(async () => {
  vi.useRealTimers();
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a district whose errors shift is named, and no other; inputs are told of where there are enough of them', async () => {
  const { drift } = await running.client.call('models.list', {});
  const of = (district: string | null): string[] =>
    drift.filter((one) => one.district === district).map(({ kind }) => kind);
  expect(of(null)).toEqual(expect.arrayContaining(['level', 'bias', 'size']));
  expect(of('Harbour')).toEqual(expect.arrayContaining(['bias', 'size']));
  expect(of('Hill')).not.toContain('bias');
  // Two places give fewer than 200 readings in three days.
  expect(of('Harbour')).not.toContain('level');
  const count = (district: string | null): number =>
    drift.find((one) => one.district === district && one.kind === 'bias')?.count ?? NaN;
  expect(count('Harbour')).toBeCloseTo(count(null) / 2, -2);
});

test('each finding is in the audit trail with its district', async () => {
  const { drift } = await running.client.call('models.list', {});
  const told = await running.engine.store.read(async (connection) => {
    const sql =
      "SELECT parameters->>'kind', parameters->>'district' FROM audit WHERE action = 'forecast.drift' ORDER BY 1, 2";
    return (await (await connection.run(sql)).getRows()).map(([kind, district]) => [kind, district].join());
  });
  expect(told).toEqual(expect.arrayContaining(drift.map(({ kind, district }) => [kind, district].join())));
});
