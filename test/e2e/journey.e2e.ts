import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderForConsole, launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { Journey } from './pages/journey.ts';
import { writeLoopFiles } from './pages/loop-files.ts';

const folder = folderForConsole();
const files = writeLoopFiles(folder);
const workspace = join(folder, 'Harbour');
let running: RunningConsole;
let console_: ConsolePage;
let journey: Journey;

async function start(): Promise<void> {
  running = await launchConsole({ folder });
  console_ = new ConsolePage(running);
  journey = new Journey(console_, files);
  await console_.resize(1366, 768);
}

beforeAll(async () => {
  mkdirSync(workspace);
  chmodSync(workspace, 0o777);
  await start();
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a fresh start opens on the sample city, with forecasts', async () => {
  await console_.workspace.button('Port Merrow').waitFor();
  await journey.waitForForecasts();
  await journey.seeMap();
});

test('a new workspace is empty and says what to do', async () => {
  await journey.createWorkspace(workspace, 'Port Merrow', 'Harbour');
});

test('files are imported once their questions are answered', async () => {
  await journey.chooseFiles();
  await journey.correctMapping();
  await journey.importAll();
  await console_.importing.close();
});

test('forecasts follow, and the map shows the places', async () => {
  await journey.waitForForecasts();
  await journey.seeMap();
  await expect.poll(() => console_.drilldown.column.innerText()).toContain(`places\n${files.places}`);
});

test('the clock steps, plays, scrubs and comes back to now', async () => {
  const { time } = console_;
  const now = await time.target();
  await time.stepForward();
  await expect.poll(() => time.target()).toBe(now + 300_000);
  await time.toNow();
  await time.dragTo(0.2);
  expect(await time.target()).toBeLessThan(now);
  await expect.poll(() => console_.map.badge.innerText()).toContain('REPLAY');
  const before = await time.target();
  await time.play();
  await expect.poll(() => time.target()).toBeGreaterThan(before);
  await time.pause();
  await time.nextMoment('+1 h 00 min').click();
  await expect.poll(() => time.target()).toBe(now + 3_600_000);
  await time.toNow();
  await expect.poll(() => time.target()).toBe(now);
});

test('a place is selected by a click on the map, and by keyboard', async () => {
  const { map, drilldown } = console_;
  await map.clickMiddle();
  await expect.poll(() => drilldown.title.innerText()).toBe('716384');
  await console_.page.keyboard.press('Escape');
  await expect.poll(() => drilldown.title.innerText()).toBe('City');
  await map.searchByKeyboard('716398');
  await expect.poll(() => drilldown.title.innerText()).toBe('716398');
  await drilldown.toCity();
});

test('a place says what, why and how sure, and its parts add up', async () => {
  await journey.drillDown();
});

test('what was said then stands against what happened', async () => {
  const { drilldown, time } = console_;
  await time.dragTo(0.4);
  await expect
    .poll(() => drilldown.panel('how-sure').innerText())
    .toMatch(/What we said then[\s\S]*\d+ min before[\s\S]*\((inside|outside)\)/u);
  await time.toNow();
});

test('a chosen as-of cuts the data off', async () => {
  await journey.forecastFromAsOf();
  await journey.waitForForecasts();
  await expect.poll(() => console_.map.badge.innerText()).toContain('CHOSEN AS-OF');
});

test('layers follow their number keys', async () => {
  const layers = ['speed-deviation', 'speed', 'sensor-health'] as const;
  for (const [index, layer] of [...layers.entries(), [0, 'speed-deviation'] as const]) {
    await console_.page.keyboard.press(String(index + 1));
    await expect.poll(() => console_.map.layer(layer).isChecked()).toBe(true);
  }
});

test('the table lists the places that the map shows', async () => {
  await console_.page.keyboard.press('t');
  await console_.map.table.waitFor();
  expect(await console_.map.table.getAttribute('aria-rowcount')).toBe(String(files.places + 1));
  await console_.page.keyboard.press('Escape');
});

test('theme and language change without a restart', async () => {
  const { display, page } = console_;
  await display.open();
  await display.chooseTheme('light');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  await display.chooseLanguage('zh-CN');
  const chinese = console_.in('zh-CN');
  await chinese.map.layer('speed').waitFor();
  await chinese.display.chooseTheme('dark');
  await chinese.display.chooseLanguage('en');
  await display.close();
  await console_.map.layer('speed').waitFor();
});

test('a report is written as a page and as PDF', async () => {
  const [html = '', pdf = ''] = await journey.makeReport();
  expect(readFileSync(html, 'utf8')).toContain('Harbour');
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a source is removed exactly', async () => {
  const { sources, workspace: menu } = console_;
  await menu.showSources('Harbour');
  await expect.poll(() => sources.list.count()).toBe(4);
  await sources.remove('links.csv');
  await expect.poll(() => sources.list.count()).toBe(3);
  expect(await sources.source('adjacency.csv').count()).toBe(1);
  await sources.close();
});

test('everything is still there after a restart', async () => {
  await running.close();
  await start();
  await console_.workspace.button('Harbour').waitFor();
  await journey.waitForForecasts();
  await console_.workspace.showSources('Harbour');
  await expect.poll(() => console_.sources.list.count()).toBe(3);
  await console_.sources.close();
  await journey.seeMap();
});
