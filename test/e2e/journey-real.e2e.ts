import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderForConsole, launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { Journey } from './pages/journey.ts';
import { copyLosLoop, type LoopFiles } from './pages/loop-files.ts';

const data = resolve(
  process.env['METROPOLE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'los-loop',
);
const hasData = existsSync(join(data, 'speed.csv'));
if (!hasData) {
  console.warn(
    `NOTICE: no ${join(data, 'speed.csv')}; the journey with real files is skipped (set METROPOLE_DATA)`,
  );
}

describe.runIf(hasData)('a week of real road detectors', () => {
  let folder: string;
  let files: LoopFiles;
  let running: RunningConsole;
  let screen: ConsolePage;
  let journey: Journey;

  beforeAll(async () => {
    folder = folderForConsole();
    files = copyLosLoop(data, folder);
    const workspace = join(folder, 'Loop');
    mkdirSync(workspace);
    chmodSync(workspace, 0o777);
    running = await launchConsole({ folder });
    screen = new ConsolePage(running);
    journey = new Journey(screen, files);
    await screen.resize(1366, 768);
    await screen.workspace.button('Port Merrow').waitFor({ timeout: 60_000 });
    await journey.createWorkspace(workspace, 'Port Merrow', 'Loop');
  });

  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('is imported through the dialog', async () => {
    await journey.chooseFiles();
    await journey.correctMapping();
    await journey.importAll();
    await screen.importing.close();
  });

  test('is forecast for all places', async () => {
    await journey.waitForForecasts();
    await expect.poll(() => screen.drilldown.column.innerText()).toContain(`places\n${files.places}`);
    await screen.time.nextMoment('+1 h 00 min').click();
    await expect.poll(() => screen.drilldown.column.innerText()).toMatch(/measured or forecast\n100\s?%/u);
    await journey.seeMap();
    await screen.time.toNow();
  });

  test('is forecast from a chosen as-of', async () => {
    await journey.forecastFromAsOf();
    await journey.waitForForecasts();
  });

  test('is explained place by place', async () => {
    await journey.drillDown();
    await running.screenshot('journey-real');
  });

  test('becomes a report', async () => {
    const [html = ''] = await journey.makeReport();
    expect(readFileSync(html, 'utf8')).toContain('Loop');
  });
});
