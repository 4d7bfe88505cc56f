import { chownSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openEngine } from '../../main/engine/open-engine.ts';
import { builtLocations } from '../built.ts';
import { commandLine } from './command-line.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { crash, processNamed, processesNamed } from './engine-processes.ts';
import { placesFound, selectFirstPlace, waitForPlaces } from './first-screen.ts';

let running: RunningConsole;
let workspace: string;

beforeAll(async () => {
  running = await launchConsole();
  workspace = join(running.folder, 'profile', 'practice-city');
  await waitForPlaces(running.page);
});

afterAll(async () => {
  await running.close();
});

/** What the application told the page about its engine, with the page's own time of each. */
interface Told {
  readonly state: string;
  readonly restarts: number;
  readonly at: number;
}

async function listenToEngine(page: Page): Promise<() => Promise<Told[]>> {
  await page.evaluate(() => {
    const told: unknown[] = [];
    const { metropole } = window as unknown as {
      metropole: { onEvent(listener: (name: string, body: object) => void): void };
    };
    metropole.onEvent((_name, body) => told.push({ ...body, at: Date.now() }));
    Object.assign(window, { told });
  });
  return () => page.evaluate(() => (window as unknown as { told: Told[] }).told);
}

/** Asks the application to open a folder; gives the code of its refusal. */
async function open(page: Page, folder: string): Promise<string | undefined> {
  return page.evaluate(async (asked) => {
    const { metropole } = window as unknown as {
      metropole: { call(name: string, body: unknown): Promise<{ error?: { code: string } }> };
    };
    return (await metropole.call('app.open-workspace', { folder: asked })).error?.code;
  }, folder);
}

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme']);
const status = (page: Page) => page.locator('header [role="status"]');

describe('a command line beside an open console', () => {
  test('talks to the engine that has the workspace', async () => {
    const { status: code, answer, said } = await commandLine(['sources', '--json', '--workspace', workspace]);
    expect(code, said).toBe(0);
    const { sources } = JSON.parse(answer) as { sources: { fileName: string }[] };
    expect(sources.map(({ fileName }) => fileName).sort()).toEqual([
      'calendar.csv',
      'detectors.geojson',
      'energy.geojson',
      'events.csv',
      'feeder-tree.csv',
      'feeders.parquet',
      'incidents.csv',
      'links.csv',
      'traffic.parquet',
      'weather-forecast.parquet',
      'weather.csv',
    ]);
  });

  test('what it imports appears in the window by itself', async () => {
    const file = join(running.folder, 'new-places.csv');
    writeFileSync(file, 'key,name,latitude,longitude\nT1,Town Hall gauge,40.25,-8.8\n');
    expect(await placesFound(running.page, 'Town Hall')).toEqual([]);
    const { status: code, said } = await commandLine(['import', file, '--workspace', workspace]);
    expect(code, said).toBe(0);
    await expect.poll(() => placesFound(running.page, 'Town Hall')).toEqual(['Town Hall gauge']);
  });
});

describe('a compute host that dies', () => {
  test('in the middle of its work is started again, and forecasts go on', async () => {
    const engine = await openEngine({
      folder: workspace,
      create: 'refused',
      locations: builtLocations(),
      version: 'test',
    });
    const fitting = new AbortController();
    try {
      const shown = async (): Promise<number> => {
        const { models } = await engine.client.call('forecast.models', {});
        return models.filter(({ isShown }) => isShown).length;
      };
      await expect.poll(shown, { timeout: 90_000 }).toBe(1);
      const { signal } = fitting;
      engine.client
        .call('forecast.prepare', { refit: true, networks: true }, { signal })
        .catch(() => undefined);
      const training = await processNamed(running, 'Metropole compute (training)');
      const forecasting = await processNamed(running, 'Metropole compute (forecast)');
      crash(training);
      crash(forecasting);
      const successor = async (): Promise<boolean> => {
        const now = await processesNamed(running, 'Metropole compute (forecast)');
        return now.length === 1 && now[0] !== forecasting;
      };
      await expect.poll(successor, { interval: 50 }).toBe(true);
      const { run } = await engine.client.call('forecast.run', { asOf: null });
      expect(run.places).toBeGreaterThan(300);
      const { state, restarts } = await engine.client.call('compute.status', {});
      expect({ state, restarts }).toEqual({ state: 'ready', restarts: 1 });
    } finally {
      fitting.abort();
      await engine.close();
    }
  });
});

describe('an engine that stands still', () => {
  test('greys every value on screen and says since when, until it goes on', async () => {
    const { page } = running;
    await selectFirstPlace(page);
    await page.getByRole('region', { name: 'How sure' }).waitFor();
    const values = [
      page.getByRole('main').locator('canvas').first(),
      ...['What', 'Why', 'How sure', 'Support'].map((name) =>
        page.getByRole('region', { name, exact: true }).locator('.content'),
      ),
      page.locator('section.timeline svg[width][height]').last(),
      page.locator('section.next ul').first(),
      page.locator('section.next ul').last(),
    ];
    const grey = async (): Promise<boolean[]> =>
      Promise.all(
        values.map((value) => value.evaluate((element) => getComputedStyle(element).filter !== 'none')),
      );
    expect(await grey()).toEqual(values.map(() => false));
    const pid = await processNamed(running, 'Metropole engine');
    process.kill(pid, 'SIGSTOP');
    try {
      await status(page).getByText('Engine lost – values not updating').waitFor();
      expect(await grey()).toEqual(values.map(() => true));
      for (const zone of ['section.timeline', 'section.next', 'aside.drilldown'])
        expect(await page.locator(zone).innerText()).toMatch(/not updated since \d\d:\d\d/i);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await expect.poll(grey).toEqual(values.map(() => false));
    await page.keyboard.press('Escape');
  });
});

describe('an engine that dies', () => {
  test('is started again within two seconds, comes back with data and view, and meanwhile the window says so', async () => {
    const { page } = running;
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('low-light');
    await expect.poll(() => themeOf(page)).toBe('low-light');
    await page.keyboard.press('Escape');
    const place = await selectFirstPlace(page);
    await page.getByRole('heading', { name: place }).waitFor();
    await page.keyboard.press(',');
    const told = await listenToEngine(page);
    const lost = status(page).getByText('Engine lost – values not updating').waitFor();
    const pid = await processNamed(running, 'Metropole engine');
    const died = Date.now();
    crash(pid);
    await lost;
    const states = async (): Promise<string[]> => (await told()).map(({ state }) => state);
    await expect.poll(states).toEqual(['restarting', 'running']);
    expect((await told())[0]?.restarts).toBeGreaterThan(0);
    const restart = (await told()).find(({ state }) => state === 'restarting');
    expect((restart?.at ?? Infinity) - died).toBeLessThan(2000);
    await status(page).getByRole('alert').waitFor({ state: 'detached' });
    expect(await processNamed(running, 'Metropole engine')).not.toBe(pid);
    expect(await placesFound(page, 'Town Hall')).toEqual(['Town Hall gauge']);
    expect(await themeOf(page)).toBe('low-light');
    await page.getByRole('heading', { name: place }).waitFor();
    expect(await page.locator('section.transport').innerText()).toContain('−5 min');
    await page.getByLabel('The engine is alive').waitFor();
  });
});

describe('a second console', () => {
  let second: RunningConsole;

  beforeAll(async () => {
    second = await launchConsole({ parameters: ['--workspace', workspace] });
  });

  afterAll(async () => {
    await second.close();
  });

  test('on the same workspace says that it is in use, and leaves the first alone', async () => {
    const said = status(second.page);
    await said.getByText('is open in another Metropole (process ').waitFor();
    await said.getByText('Close it there, or work with the window that has it.').waitFor();
    expect(await placesFound(running.page, 'Town Hall')).toEqual(['Town Hall gauge']);
    expect(await status(running.page).getByRole('alert').count()).toBe(0);
  });

  test('still tells it after its page was loaded again', async () => {
    await second.page.reload();
    await status(second.page).getByText('is open in another Metropole').waitFor();
  });

  test('goes on with a workspace of its own', async () => {
    const folder = join(second.folder, 'new-city');
    const made = await second.page.evaluate(async (asked) => {
      const { metropole } = window as unknown as {
        metropole: { call(name: string, body: unknown): Promise<{ ok: boolean }> };
      };
      return metropole.call('app.create-workspace', { folder: asked });
    }, folder);
    expect(made).toMatchObject({ ok: true, body: { opened: true } });
    await second.page.getByText('This workspace has no data yet').waitFor();
  });

  test('refuses a workspace from a newer version and a folder that is none, and keeps what it had', async () => {
    const newer = join(second.folder, 'newer');
    const none = join(second.folder, 'none');
    mkdirSync(none);
    writeFileSync(join(none, 'city.duckdb'), 'this is no database');
    await copyOfNewerVersion(join(second.folder, 'new-city'), newer);
    for (const folder of [newer, none]) giveToConsole(folder);
    expect(await open(second.page, newer)).toBe('workspace-too-new');
    expect(await open(second.page, none)).toBe('workspace-not-a-workspace');
    expect(await open(second.page, second.folder)).toBe('workspace-not-a-workspace');
    await second.page.getByRole('button', { name: 'Workspace: new-city' }).waitFor();
    await status(second.page).getByRole('alert').waitFor({ state: 'detached' });
    await second.page.getByText('This workspace has no data yet').waitFor();
  });

  test('gives up an engine that dies five times in a minute, and says what to do', async () => {
    let last = 0;
    for (let death = 1; death <= 5; death++) {
      await expect
        .poll(
          async () => (await processesNamed(second, 'Metropole engine')).filter((pid) => pid !== last).length,
          {
            timeout: 10_000,
            interval: 50,
          },
        )
        .toBe(1);
      last = (await processesNamed(second, 'Metropole engine')).find((pid) => pid !== last) ?? 0;
      crash(last);
    }
    await status(second.page)
      .getByText('could not be started again. Close and reopen the console.')
      .waitFor();
    await second.page.waitForTimeout(1500);
    expect(await processesNamed(second, 'Metropole engine')).toEqual([]);
  });
});

/** A workspace as a later version would leave it: with a schema that this one does not know. */
async function copyOfNewerVersion(from: string, to: string): Promise<void> {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((file) => file.startsWith('city.duckdb')))
    cpSync(join(from, name), join(to, name));
  const instance = await DuckDBInstance.create(join(to, 'city.duckdb'));
  const connection = await instance.connect();
  await connection.run("INSERT INTO migration VALUES (999, 'from a later version', now())");
  connection.closeSync();
  instance.closeSync();
}

/** Files that the test made as root belong to the console's user from then on. */
function giveToConsole(folder: string): void {
  const { user } = inject('console');
  if (!user) return;
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    chownSync(path, user.uid, user.gid);
}
