import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import { importFile } from '../main/engine/quarter-hour-city.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';
import { SafetyScreen } from './pages/safety-screen.ts';
import { faultsOf } from './pages/screen-faults.ts';

const archive = resolve(
  process.env['METROPOLE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'nyc-crime/NYC_Crime.zip',
);
const hasData = existsSync(archive);
if (!hasData) {
  console.warn(`NOTICE: no ${archive}; the incidents of New York are skipped (set METROPOLE_DATA)`);
}

describe.runIf(hasData)('two years of recorded incidents, and nothing else in the workspace', () => {
  let running: RunningConsole;
  let screen: ConsolePage;
  let safety: SafetyScreen;
  let contract: EngineClient;

  beforeAll(async () => {
    running = await launchConsole();
    screen = new ConsolePage(running);
    safety = new SafetyScreen(screen);
    await screen.resize(1600, 950);
    const folder = join(running.folder, 'NewYork');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await screen.systemDialogGives([folder]);
    await screen.workspace.create('Port Merrow');
    await screen.workspace.button('NewYork').waitFor();
    contract = await vi.waitUntil(() => contractOf(folder).catch(() => undefined), { timeout: 20_000 });
    const content = unzipSync(readFileSync(archive))['NYC_Crime.csv'];
    const file = join(running.folder, 'NYC_Crime.csv');
    writeFileSync(file, content ?? '');
    chmodSync(file, 0o644);
    await importFile(contract, file, {
      ...{ format: 'incidents', timeColumn: 'Occurrence Date', timeFormat: '%m/%d/%Y %I:%M:%S %p' },
      ...{ zone: 'America/New_York', kindColumn: 'Offense' },
      ...{ latitudeColumn: 'Latitude', longitudeColumn: 'Longitude' },
    });
  });

  afterAll(async () => {
    await running.close();
  });

  test('show nothing until somebody answers for them, and say what to do', async () => {
    await safety.layer.waitFor({ timeout: 60_000 });
    await running.page.keyboard.press('7');
    await expect.poll(() => safety.panel.innerText()).toContain('has to record a purpose');
    expect(await safety.topCells.count()).toBe(0);
    expect(await running.page.locator('aside.layers [role="radio"][aria-keyshortcuts]').count()).toBe(1);
    await running.screenshot('safety-off');
  });

  test('are expected by day once a purpose is recorded, on a map that finds the city by itself', async () => {
    await safety.byDay.click();
    await running.page.keyboard.press('u');
    await safety.recordPurpose({
      name: 'A. Analyst',
      purpose: 'Comparison of methods',
      legalBasis: 'Open data',
      expires: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      category: 'Assaults',
    });
    await running.page.keyboard.press('Escape');
    await safety.topCells.first().waitFor({ timeout: 300_000 });
    await expect
      .poll(() => screen.drilldown.column.innerText())
      .toMatch(/expected in the whole city\s+\d+[\s\S]*Incidents learned from\s+40/u);
    await running.screenshot('safety-new-york-city');
    expect(await safety.topCells.first().innerText()).toMatch(/^40\.\d{3}°\sN 73\.\d{3}°\sW/u);
    await safety.topCells.first().click();
    await expect.poll(() => screen.drilldown.title.innerText()).toMatch(/°\sN/u);
    await expect.poll(() => screen.drilldown.panel('how-sure').innerText()).toContain('the mean is shown');
    const shown = await safety.period.innerText();
    await safety.nextPeriod.click();
    await expect.poll(() => safety.period.innerText()).not.toBe(shown);
    await running.screenshot('safety-new-york');
    expect(await faultsOf(running.page)).toEqual([]);
  });

  test('go into a report of their own', async () => {
    await screen.report.open();
    await screen.report.make();
    const [path = '', pdf = ''] = await screen.report.files();
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const page = readFileSync(path, 'utf8');
    expect(path).toMatch(/NewYork-safety-2016-01-01-\d{4}Z\.html$/u);
    expect(page).toContain('Comparison of methods');
    expect(page.match(/<path|<polygon/gu)?.length).toBeGreaterThan(500);
    expect(await faultsOf(running.page)).toEqual([]);
  });
});
