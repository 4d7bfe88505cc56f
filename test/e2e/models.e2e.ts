import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import {
  cityEnd,
  cityStart,
  hour,
  importFile,
  speeds,
  writeReadings,
} from '../main/engine/quarter-hour-city.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';
import { ModelsDialog } from './pages/models-dialog.ts';

const name = 'Harbour';
let running: RunningConsole;
let console: ConsolePage;
let models: ModelsDialog;
let contract: EngineClient;

beforeAll(async () => {
  running = await launchConsole();
  console = new ConsolePage(running);
  models = new ModelsDialog(console);
  const folder = join(running.folder, name);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await console.systemDialogGives([folder]);
  await console.workspace.create('Port Merrow');
  await console.workspace.button(name).waitFor();
  contract = await vi.waitUntil(() => contractOf(folder).catch(() => undefined), { timeout: 20_000 });
  const readings = writeReadings(running.folder, 'speed.csv', cityStart, cityEnd);
  chmodSync(readings, 0o644);
  await importFile(contract, readings, speeds);
});

afterAll(async () => {
  await running.close();
});

/** The version that the next hour is forecast with, as the drill-down of a place says it. */
async function versionOnScreen(): Promise<string | undefined> {
  const { columns } = (await contract.call('places.list', {})).places;
  const place = columns.place.values[0] ?? 0;
  const { servedBy } = await contract.call('drilldown.get', { place, targetAt: cityEnd + hour });
  return servedBy?.version;
}

const shownVersion = async (): Promise<string | undefined> =>
  (await contract.call('models.list', {})).models.find(({ isShown }) => isShown)?.version;

test('the first fit is there with its figures, approved by the console itself', async () => {
  const hasNetwork = async (): Promise<boolean> =>
    (await contract.call('models.list', {})).models.some(({ isBenchmark }) => !isBenchmark);
  await expect.poll(hasNetwork, { timeout: 120_000 }).toBe(true);
  await models.open(name);
  await expect.poll(() => models.shown.count()).toBe(1);
  const row = await models.shown.innerText();
  expect(row).toContain(await shownVersion());
  expect(row).toContain(console.words.say('models.by-console'));
  expect(row).toMatch(/\d\.\d{3}\s+\d+\.\d{2}\s+\d+\.\d\s%/u);
  await expect.poll(() => models.card.innerText()).toContain(console.words.say('models.card.limits'));
  expect(await models.button('models.approve').count()).toBe(0);
  expect(await models.button('models.roll-back').count()).toBe(0);
});

test('a training that is cancelled leaves no version', async () => {
  const before = await models.row('').count();
  await models.train();
  await models.lossCurve.waitFor();
  await models.cancelTraining();
  await models.dialog.getByText(console.words.say('models.cancelled')).waitFor();
  expect(await models.row('').count()).toBe(before);
  expect(await models.progress.count()).toBe(0);
});

test('a training shows its losses and ends with a candidate beside the shown version', async () => {
  const shown = await shownVersion();
  await models.seed.fill('no number');
  expect(await models.button('models.train').isDisabled()).toBe(true);
  await models.seed.fill('7');
  await models.train();
  await models.lossCurve.waitFor();
  await expect.poll(() => models.lossCurve.locator('path').count()).toBeGreaterThan(4);
  expect(await models.dialog.innerText()).toMatch(/about \d+ (second|minute)/u);
  const candidate = models.row(console.words.say('models.state.candidate'));
  await candidate.waitFor({ timeout: 120_000 });
  expect(await candidate.innerText()).toMatch(/\s7\s/u);
  expect(await candidate.getByRole('button').getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => models.card.getByRole('columnheader').count()).toBe(10);
  expect(await shownVersion()).toBe(shown);
  expect(await versionOnScreen()).toBe(shown);
});

test('what is approved is shown at once, and a roll back by keyboard shows the earlier one again', async () => {
  const before = await shownVersion();
  const candidate = await models.row(console.words.say('models.state.candidate')).innerText();
  await models.ask('approve');
  await models.answer('approve', false);
  expect(await shownVersion()).toBe(before);
  await models.ask('approve');
  expect(await models.question('approve').innerText()).toContain(before);
  await models.answer('approve', true);
  const approved = await shownVersion();
  expect(candidate).toContain(approved);
  expect(approved).not.toBe(before);
  expect(await models.shown.innerText()).toContain(approved);
  await expect.poll(versionOnScreen).toBe(approved);

  await models.button('models.roll-back').focus();
  await console.page.keyboard.press('Enter');
  await models.question('roll-back').waitFor();
  await console.page.keyboard.press('Tab');
  await console.page.keyboard.press('Tab');
  await models
    .question('roll-back')
    .getByRole('button', { name: console.words.say('models.roll-back'), exact: true })
    .press('Enter');
  await models.question('roll-back').waitFor({ state: 'detached' });
  expect(await models.shown.innerText()).toContain(before);
  await expect.poll(versionOnScreen).toBe(before);
  expect(await models.row(console.words.say('models.state.retired')).innerText()).toContain(approved);
  await models.close();
});
