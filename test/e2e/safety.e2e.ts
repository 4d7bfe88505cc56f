import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import { themes } from '../../main/common/view.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';
import { ModelsDialog } from './pages/models-dialog.ts';
import { faultsOf } from './pages/screen-faults.ts';
import { SafetyScreen } from './pages/safety-screen.ts';

let running: RunningConsole;
let console: ConsolePage;
let safety: SafetyScreen;
let models: ModelsDialog;
let contract: EngineClient;

beforeAll(async () => {
  running = await launchConsole();
  console = new ConsolePage(running);
  safety = new SafetyScreen(console);
  models = new ModelsDialog(console);
  await console.resize(1600, 950);
  await console.workspace.button('Port Merrow').waitFor({ timeout: 60_000 });
  contract = await vi.waitUntil(
    () => contractOf(join(running.folder, 'profile', 'practice-city')).catch(() => undefined),
    { timeout: 30_000 },
  );
});

afterAll(async () => {
  await running.close();
});

test('an operator shows the cells of the coming shifts by a key', async () => {
  await safety.layer.waitFor({ timeout: 60_000 });
  await running.page.keyboard.press('7');
  await safety.topCells.first().waitFor({ timeout: 120_000 });
  expect(await safety.topCells.count()).toBe(5);
  expect(await safety.panel.innerText()).toContain('Medical calls');
  const now = (await contract.call('view.get', {})).clock.now ?? 0;
  await safety.nextPeriod.click();
  await safety.nextPeriod.click();
  await expect
    .poll(async () => (await contract.call('view.get', {})).clock.targetAt ?? 0)
    .toBeGreaterThan(now + 9 * 3_600_000);
  await expect.poll(() => safety.panel.innerText()).toContain('2026-06-19');
  await running.screenshot('safety-map');
  expect(await faultsOf(running.page)).toEqual([]);
});

test('looks into one, from the list and on the map, and goes back with Escape', async () => {
  const district = (await safety.topCells.first().innerText()).split('\n')[0] ?? '';
  await safety.topCells.first().click();
  await expect.poll(() => console.drilldown.title.innerText()).toBe(district);
  await expect.poll(() => console.drilldown.panel('what').innerText()).toMatch(/about 1 in \d/u);
  expect(await console.drilldown.panel('why').innerText()).toContain('how busy the city is');
  expect(await console.drilldown.panel('how-sure').innerText()).toContain('the mean is shown');
  expect(await console.drilldown.panel('support').innerText()).toContain('Found by officers');
  await running.screenshot('safety-cell');
  await console.drilldown.panel('how-sure').getByRole('button', { name: 'All districts and shifts' }).click();
  const record = running.page.getByRole('dialog', { name: 'Track record by district and shift' });
  await expect.poll(() => record.getByRole('rowheader').first().innerText()).toBe('Whole city');
  expect(await record.getByRole('rowheader', { name: '06–12' }).count()).toBeGreaterThan(2);
  await record.getByRole('button', { name: 'Close' }).last().click();
  expect(await faultsOf(running.page)).toEqual([]);
  await running.page.keyboard.press('Escape');
  await expect.poll(() => console.drilldown.panel('why').count()).toBe(0);
  await safety.clickOnMap();
  await expect.poll(() => console.drilldown.panel('what').innerText()).toMatch(/expected in this shift/u);
});

test('an analyst trains a way of counting, sees it beside the benchmarks and approves it; it has to earn its place', async () => {
  await running.page.keyboard.press('Escape');
  await models.open('Port Merrow');
  await models.chooseCounts();
  await models.train();
  await models.row('candidate').waitFor({ timeout: 180_000 });
  await expect.poll(() => models.card.innerText()).toContain('version less it');
  await running.screenshot('safety-models');
  expect(await faultsOf(running.page)).toEqual([]);
  await models.ask('approve');
  await models.answer('approve', true);
  expect(await models.shown.innerText()).toContain('negative binomial regression');
  await contract.call('view.set', { theme: 'light', language: 'zh-CN' });
  await expect.poll(() => running.page.locator('dialog[open]').innerText()).toContain('负二项回归');
  await running.screenshot('safety-models-zh');
  await contract.call('view.set', { theme: 'dark', language: 'en' });
  await models.shown.waitFor();
  await models.close();
  await safety.topCells.first().click();
  await expect
    .poll(() => console.drilldown.panel('how-sure').innerText(), { timeout: 60_000 })
    .toMatch(/regression would find .* below \+1 point the mean is shown/u);
  const sure = await console.drilldown.panel('how-sure').innerText();
  expect(sure).toMatch(/Track record over \d+ days/u);
  expect(sure).toMatch(/Collisions\s+\d+\s+\d\.\d\d\s+0\.\d{4}\s+0\.\d{4}\s+this shift/u);
  await console.drilldown.panel('how-sure').scrollIntoViewIfNeeded();
  await running.screenshot('safety-record');
});

test('the cells stand in a table, likeliest first, and in the report', async () => {
  await running.page.keyboard.press('t');
  const cells = running.page.getByRole('table', { name: 'Cells with the most expected incidents' });
  await cells.waitFor();
  expect(await cells.innerText()).toContain('read it as what is usual here');
  await running.screenshot('safety-table');
  expect(await faultsOf(running.page)).toEqual([]);
  await running.page.keyboard.press('t');
  expect(await reportText()).toContain('Expected incidents');
});

async function reportText(): Promise<string> {
  const folder = join(running.folder, 'reports');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  const { files } = await contract.call('report.make', {
    formats: ['html'],
    folder,
    asOf: null,
    paper: 'A4',
    language: null,
  });
  return readFileSync(files[0]?.path ?? '', 'utf8');
}

test('a roll back takes the approved version out of service, and the cells say so', async () => {
  await models.open('Port Merrow');
  await models.chooseCounts();
  await models.ask('roll-back');
  await models.answer('roll-back', true);
  expect(await models.shown.innerText()).not.toContain('negative binomial regression');
  expect(await models.row('retired').innerText()).toContain('negative binomial regression');
  await models.close();
  await expect
    .poll(() => console.drilldown.panel('how-sure').innerText(), { timeout: 60_000 })
    .toContain('No other way of counting is approved');
});

test('an operator goes from the likeliest overload to the peak of that feeder', async () => {
  await running.page.keyboard.press('Escape');
  const likely = console.drilldown.column.getByRole('region', { name: 'Likeliest above their rating' });
  const first = likely.getByRole('listitem').first();
  await first.waitFor({ timeout: 60_000 });
  const [feeder = '', when = '', chance = ''] = (await first.innerText()).split('\n');
  expect(when).toMatch(/\d\d:\d\d–\d\d:\d\d/u);
  await first.getByRole('button').click();
  await expect.poll(() => console.drilldown.title.innerText()).toContain(feeder);
  const peak = console.drilldown.column.getByRole('region', { name: 'Peak', exact: true });
  await expect.poll(() => peak.innerText()).toContain(chance);
  expect(await peak.innerText()).toMatch(/likeliest at\s.*%/u);
  await running.screenshot('safety-overload');
  expect(await faultsOf(running.page)).toEqual([]);
  await running.page.keyboard.press('Escape');
});

test('a supervisor stops all of it at once, which is seen everywhere, and lets it go on', async () => {
  await running.page.keyboard.press('u');
  await safety.dialog.waitFor();
  await expect.poll(() => safety.dialog.innerText(), { timeout: 60_000 }).toContain('Old Town');
  await running.screenshot('safety-use');
  await safety.withReason('Stop all forecasts of safety', 'complaint');
  await expect.poll(() => safety.dialog.innerText()).toContain('complaint');
  await running.page.keyboard.press('Escape');
  await expect.poll(() => safety.panel.innerText()).toContain('complaint');
  expect(await safety.topCells.count()).toBe(0);
  expect(await console.drilldown.panel('why').count()).toBe(0);
  expect(await reportText()).not.toContain('Expected incidents');
  await running.screenshot('safety-stopped');
  await running.page.keyboard.press('u');
  await safety.withReason('Resume', 'answered');
  await running.page.keyboard.press('Escape');
  await safety.topCells.first().waitFor({ timeout: 60_000 });
});

test('thefts come with a recorded purpose, and go when it is withdrawn', async () => {
  await running.page.keyboard.press('u');
  await safety.recordPurpose({
    name: 'A. Supervisor',
    purpose: 'Street lighting',
    legalBasis: 'By-law 7',
    expires: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    category: 'Thefts',
  });
  await expect.poll(() => safety.dialog.innerText()).toContain('Street lighting');
  await running.page.keyboard.press('Escape');
  await expect.poll(() => safety.panel.innerText(), { timeout: 120_000 }).toContain('Thefts');
  const { purposes } = await contract.call('safety.use', {});
  await contract.call('safety.withdraw-purpose', { purpose: purposes[0]?.id ?? 0, reason: 'of the test' });
  await expect.poll(() => safety.panel.innerText(), { timeout: 120_000 }).not.toContain('Thefts');
});

test.each(themes)('it is drawn in %s, and in Chinese, with nothing wrong on the screen', async (theme) => {
  await safety.topCells.first().click();
  await contract.call('view.set', { theme, language: 'zh-CN' });
  await expect.poll(() => safety.panel.innerText()).toContain('医疗急救');
  await expect.poll(() => console.drilldown.column.count()).toBe(0);
  expect(await faultsOf(running.page)).toEqual([]);
  await running.screenshot(`safety-${theme}-zh`);
  await contract.call('view.set', { theme, language: 'en' });
  await expect.poll(() => console.drilldown.panel('why').count()).toBe(1);
  await running.screenshot(`safety-${theme}`);
});
