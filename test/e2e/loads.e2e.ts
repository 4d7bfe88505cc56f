import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import { importFile } from '../main/engine/quarter-hour-city.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';
import { faultsOf } from './pages/screen-faults.ts';

const start = Date.UTC(2024, 0, 1);
const halfHour = 1_800_000;
const steps = 30 * 48;
const end = start + steps * halfHour;

/** Two zones with an evening peak, lower weekends and a slow swing, beside the weather. */
const csv = [
  'Date,Temperature,Zone1,Zone2',
  ...Array.from({ length: steps }, (_, step) => {
    const hour = (step % 48) / 2;
    const isWeekend = Math.floor(step / 48) % 7 >= 5;
    const load =
      20_000 - (isWeekend ? 2000 : 0) + 9000 * Math.exp(-((hour - 20) ** 2) / 9) + 800 * Math.sin(step / 70);
    const at = new Date(start + step * halfHour).toISOString().slice(0, 16).replace('T', ' ');
    return [at, 20, load.toFixed(1), (0.6 * load).toFixed(1)].join(',');
  }),
].join('\n');

let running: RunningConsole;
let console: ConsolePage;
let contract: EngineClient;

beforeAll(async () => {
  running = await launchConsole();
  console = new ConsolePage(running);
  const folder = join(running.folder, 'Grid');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await console.systemDialogGives([folder]);
  await console.workspace.create('Port Merrow');
  await console.workspace.button('Grid').waitFor();
  contract = await vi.waitUntil(() => contractOf(folder).catch(() => undefined), { timeout: 20_000 });
  const file = join(running.folder, 'power-consumption.csv');
  writeFileSync(file, csv);
  chmodSync(file, 0o644);
  await importFile(contract, file, { unit: 'kW', zone: '+01:00' });
});

afterAll(async () => {
  await running.close();
});

test('loads are fitted by themselves, and a ridge on changes forecasts the next day', async () => {
  const shown = async (): Promise<string | undefined> =>
    (await contract.call('models.list', {})).models.find(({ isShown }) => isShown)?.model;
  await expect.poll(shown, { timeout: 240_000 }).toMatch(/^energy\.(daily|load)-ridge$/u);
  const { columns } = (await contract.call('places.list', {})).places;
  expect([...columns.key.values]).toEqual(['Zone1', 'Zone2']);
  const place = columns.place.values[0] ?? 0;
  const tomorrow = end - 3_600_000 + 23 * 3_600_000;
  const ahead = async (): Promise<string | undefined> =>
    (await contract.call('drilldown.get', { place, targetAt: tomorrow })).servedBy?.model;
  await expect.poll(ahead, { timeout: 60_000 }).toMatch(/-ridge$/u);
});

test('a zone is found, its forecast drawn and explained, and nothing on the screen is wrong', async () => {
  await console.time.nextMoment('+6 h 00 min').click();
  await console.map.searchByKeyboard('Zone2');
  await expect.poll(() => console.drilldown.title.innerText()).toContain('Zone2');
  await console.drilldown.chart.waitFor();
  await expect.poll(() => console.drilldown.contributions(), { timeout: 60_000 }).not.toEqual([]);
  expect(await console.drilldown.contributions()).not.toContain(NaN);
  expect(await console.drilldown.panel('what').innerText()).toContain('kW');
  expect((await running.screenshot('loads')).byteLength).toBeGreaterThan(20_000);
  expect(await faultsOf(running.page)).toEqual([]);
});
