import { vi } from 'vitest';
import type { Page } from 'playwright-core';
import { launchConsole, type ConsoleOptions, type RunningConsole } from './console.ts';

/** What a page said that it should not have: breaches of its content policy, errors on its console, uncaught errors. */
export interface Complaints {
  /** All of it so far, one line each. */
  all(): Promise<string[]>;
}

/** How often a console is started again whose page did not survive being loaded again. */
const launches = 5;

/**
 * Starts a console and loads its page again with listeners in place from its first instant. On a busy machine the page's process of
 * Electron's stand-in from the package registry now and then stops on an assertion of its own when the page is left: then
 * another console is started.
 */
export async function launchListening(
  options: ConsoleOptions,
): Promise<{ running: RunningConsole; complaints: Complaints }> {
  for (let launch = 1; ; launch++) {
    const running = await launchConsole(options);
    const crashes: Page[] = [];
    running.page.once('crash', (page) => crashes.push(page));
    try {
      return { running, complaints: await reloadListening(running.page) };
    } catch (thrown) {
      await running.close();
      if (crashes.length === 0 || launch === launches) throw thrown;
    }
  }
}

async function reloadListening(page: Page): Promise<Complaints> {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    said.push(`uncaught: ${error.message}`);
  });
  await page.context().addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const earlier = sessionStorage.getItem('violations') ?? '';
      sessionStorage.setItem('violations', `${earlier}policy: ${effectiveDirective} ${blockedURI}\n`);
    });
  });
  await page.reload();
  return {
    async all() {
      const violations = await page.evaluate(() => sessionStorage.getItem('violations') ?? '');
      return [...said, ...violations.split('\n').filter(Boolean)];
    },
  };
}

/** The place search's field. */
export function searchField(page: Page) {
  return page.getByRole('combobox', { name: 'Find a place' });
}

/** What the place search offers for a text. */
export async function placesFound(page: Page, text: string): Promise<string[]> {
  await searchField(page).fill(text);
  const found = await page.getByRole('listbox', { name: 'Places' }).locator('.name').allTextContents();
  await searchField(page).press('Escape');
  return found;
}

/** Waits until the console shows the places of its workspace. */
export async function waitForPlaces(page: Page): Promise<void> {
  await searchField(page).waitFor();
  await vi.waitUntil(async () => (await placesFound(page, '')).length > 0, {
    timeout: 60_000,
    interval: 200,
  });
}

/** Selects a place by the search; gives its name. */
export async function selectFirstPlace(page: Page): Promise<string> {
  await searchField(page).click();
  const option = page.getByRole('listbox', { name: 'Places' }).getByRole('option').first();
  const name = (await option.locator('.name').textContent()) ?? '';
  await option.click();
  return name;
}

/** Makes a report of the screen, HTML and PDF, as soon as there is a forecast to report. */
export async function makeReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make report' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  const done = dialog.getByText('The report is saved.');
  const attempt = async (): Promise<number> => {
    await dialog.getByRole('button', { name: 'Make report' }).click();
    await done.or(dialog.getByRole('alert')).first().waitFor({ timeout: 60_000 });
    return done.count();
  };
  await vi.waitUntil(async () => (await attempt()) === 1, { timeout: 90_000, interval: 2000 });
  await page.keyboard.press('Escape');
}
