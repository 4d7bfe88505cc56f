import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchConsole, type RunningConsole } from './console.ts';
import { ActionsPanel } from './pages/actions-panel.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';

let running: RunningConsole;
let console_: ConsolePage;
let panel: ActionsPanel;

beforeAll(async () => {
  running = await launchConsole();
  console_ = new ConsolePage(running);
  panel = new ActionsPanel(console_);
  await console_.resize(1366, 768);
  await console_.time.nextMoment('+1 h 00 min').waitFor({ timeout: 90_000 });
});

afterAll(async () => {
  await running.close();
});

const focused = async (): Promise<string> =>
  await console_.page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

/** How many forecasts of a quarter of an hour ahead the track record of the place is over. */
async function checked(): Promise<number> {
  const row = console_.drilldown.panel('how-sure').getByRole('row').nth(1);
  return Number(await row.getByRole('cell').last().innerText());
}

test('an action is logged, ended and shown left out by keyboard alone', async () => {
  const { page, map, drilldown } = console_;
  await page.keyboard.press('l');
  expect(await panel.form.count()).toBe(0);
  const contract = await contractOf(join(running.folder, 'profile', 'practice-city'));
  const { columns } = (await contract.call('places.list', {})).places;
  await map.searchByKeyboard(columns.name.values[0] ?? '');
  await panel.openButton.waitFor();
  expect(await panel.leftOut.count()).toBe(0);

  await page.keyboard.press('l');
  await panel.form.waitFor();
  await page.keyboard.press('Escape');
  await panel.form.waitFor({ state: 'detached' });
  await expect.poll(focused).toContain('Log an action');
  expect(await drilldown.title.innerText()).toBe(columns.name.values[0]);

  await page.keyboard.press('l');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => panel.field('kind').inputValue()).toBe('diversion');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('over the west ramp, by order of the l-shift');
  await page.keyboard.press('Enter');
  await panel.form.waitFor({ state: 'detached' });
  await expect.poll(() => panel.items.count()).toBe(1);
  const item = panel.items.first();
  expect(await item.innerText()).toMatch(/Diversion since 15:05[\s\S]*over the west ramp/u);
  expect(await page.locator('svg [data-action].runs').count()).toBe(1);

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('End');
  await page.keyboard.press('Enter');
  await expect.poll(() => item.innerText()).toMatch(/Diversion 15:05–17:05/u);
  await expect
    .poll(() => item.innerText())
    .toMatch(/(above|below) what was forecast before it|As was forecast before it/u);
  await expect.poll(() => panel.leftOut.innerText()).toMatch(/^1 period with an action left out: \d+/u);
  const without = await checked();
  await running.screenshot('actions');

  const takeBack = item.getByRole('button', { name: /^Take back/u }).first();
  await takeBack.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('it was the other street');
  await page.keyboard.press('Enter');
  await expect.poll(() => panel.items.count()).toBe(0);
  await expect.poll(() => panel.leftOut.count()).toBe(0);
  await expect.poll(checked).toBeGreaterThan(without + 5);
  const { actions } = await contract.call('actions.list', { place: null, takenBack: true });
  expect(actions).toMatchObject([
    { kind: 'diversion', loggedBy: 'operator', takenBack: { reason: 'it was the other street' } },
  ]);
});

test('what is refused is said in the form, and nothing that was written is lost', async () => {
  const { page } = console_;
  for (const _ of [1, 2]) {
    await page.keyboard.press('l');
    await panel.field('note').fill('second crew');
    await panel.logButton.click();
    if (_ === 1) await panel.form.waitFor({ state: 'detached' });
  }
  await panel.form.getByRole('alert').waitFor();
  expect(await panel.form.getByRole('alert').innerText()).toContain('in the log for this place and time');
  expect(await panel.field('note').inputValue()).toBe('second crew');
  await expect.poll(() => panel.items.count()).toBe(1);
  await page.keyboard.press('Escape');
});

test('the queue behind a collision: what it is associated with, which places push it, what would change it, and all of it in a report', async () => {
  const { page, map, drilldown } = console_;
  const say = (key: string): string => console_.words.say(key);
  const contract = await contractOf(join(running.folder, 'profile', 'practice-city'));
  await map.searchByKeyboard('Ring Motorway counter-clockwise, km 6.1');
  const told = async (): Promise<string> => await drilldown.column.innerText();
  await expect.poll(told, { timeout: 120_000 }).toMatch(/Collision\s+likely, \d+\s?%/u);
  expect(await told()).toMatch(/\d+\s?m downstream, since 16:41/u);

  await console_.time.nextMoment('+1 h 00 min').click();
  const region = (key: string) => drilldown.column.getByRole('region', { name: say(key), exact: true });
  const pushing = region('drilldown.reach');
  await expect.poll(() => pushing.getByRole('listitem').count(), { timeout: 60_000 }).toBeGreaterThan(0);
  const { extent } = (await contract.call('view.get', {})).view;
  await page.keyboard.press('r');
  await expect.poll(() => pushing.locator('[aria-pressed=true]').count()).toBe(1);

  const narrow = (await drilldown.column.boundingBox())?.width ?? NaN;
  await page.keyboard.press('g');
  await expect.poll(async () => (await drilldown.column.boundingBox())?.width).toBeGreaterThan(1.5 * narrow);
  expect((await contract.call('view.get', {})).view.extent).toEqual(extent);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await drilldown.column.boundingBox())?.width).toBe(narrow);
  expect(await drilldown.title.innerText()).toContain('km 6.1');

  const whatIf = region('scenario.title');
  await expect.poll(() => whatIf.getByRole('row').count(), { timeout: 60_000 }).toBeGreaterThan(2);
  expect(await whatIf.innerText()).toContain(say('scenario.incidents-cleared'));
  expect(await map.badge.innerText()).not.toContain('SCENARIO');
  await whatIf.getByRole('button').first().click();
  await expect.poll(() => map.badge.innerText()).toContain('SCENARIO');
  expect((await contract.call('view.get', {})).view.extent).toEqual(extent);

  await console_.report.open();
  await console_.report.make();
  const html = (await console_.report.files()).find((file) => file.endsWith('.html')) ?? '';
  await console_.report.close();
  expect(readFileSync(html, 'utf8')).toContain(say('scenario.incidents-cleared'));

  await whatIf.getByRole('button').first().click();
  await expect.poll(() => map.badge.innerText()).not.toContain('SCENARIO');
});

test('the same collision is not named for the other carriageway, which it does not disturb', async () => {
  const { drilldown } = console_;
  const contract = await contractOf(join(running.folder, 'profile', 'practice-city'));
  const { columns } = (await contract.call('places.list', {})).places;
  const place = columns.place.values[columns.key.values.indexOf('RN-004')] ?? -1;
  await console_.time.toNow();
  await contract.call('view.set', { selection: place });
  await expect.poll(() => drilldown.title.innerText()).toBe('Ring Motorway clockwise, km 6.1');
  const causes = drilldown.column.getByRole('region', { name: console_.words.say('causes.title') });
  await expect
    .poll(async () => await causes.innerText(), { timeout: 60_000 })
    .toMatch(/Nothing unusual|No known cause/u);
  expect(await causes.innerText()).not.toContain('Collision');
});
