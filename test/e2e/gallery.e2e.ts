import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchConsole } from './console.ts';
import { gallery, type Entry, type Look } from './gallery-list.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';
import { states, type Stage } from './pages/gallery-states.ts';
import { writeLoopFiles } from './pages/loop-files.ts';
import { coloursIn } from './pages/picture.ts';
import { faultsOf } from './pages/screen-faults.ts';

const folder = 'test-results/gallery';
/** A picture with fewer colours than this is blank. */
const fewestColours = 12;

let stage: Stage;
let said: string[] = [];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await setStage();
});

afterAll(async () => {
  await stage.running.close();
});

async function setStage(): Promise<void> {
  const running = await launchConsole();
  const console = new ConsolePage(running);
  running.page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  running.page.on('pageerror', (error) => said.push(error.message));
  await console.time.nextMoment('+15 min').waitFor({ timeout: 60_000 });
  stage = {
    running,
    console,
    contract: await contractOf(join(running.folder, 'profile', 'practice-city')),
    files: writeLoopFiles(running.folder),
  };
}

const entries = gallery.map((entry) => [titleOf(entry), entry] as const);

/** A console that ended during a picture says so and is started anew: one end is no fault of all later pictures. */
beforeEach(async () => {
  if ((await stage.running.settled()) !== undefined) await setStage();
});

afterEach(async () => {
  const ending = await stage.running.settled();
  if (ending !== undefined) console.warn(`the console ended while it was pictured: ${ending}`);
  expect(ending, 'the console ended').toBeUndefined();
});

test.each(entries)('%s', { timeout: 40_000, retry: 1 }, async (title, entry) => {
  said = [];
  await stage.console.resize(...entry.size);
  await zoom(entry.zoom);
  const faults: string[] = [];
  let leave: (() => Promise<void>) | undefined;
  for (const look of entry.looks) {
    if (entry.isBrief) await leave?.();
    if (entry.isBrief) await show(look);
    if (entry.isBrief || leave === undefined) leave = await states[entry.state](stage);
    if (!entry.isBrief) await show(look);
    const name = [title, ...look].join('_');
    const picture = await capture(entry.zoom);
    writeFileSync(join(folder, `${name}.png`), picture);
    const found = await faultsOf(stage.running.page);
    const colours = coloursIn(picture);
    if (colours < fewestColours) found.push(`blank: ${colours} colours`);
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  if (!entry.isBrief) await show(['dark', 'en']);
  await leave?.();
  if (entry.isBrief) await show(['dark', 'en']);
  await zoom(1);
  expect([...faults, ...said.filter((text) => !isOfLostMap(entry, text))].join('\n')).toBe('');
});

test('engine-failed: a second console finds the workspace taken', { timeout: 40_000 }, async () => {
  const taken = join(stage.running.folder, 'Old port');
  const second = await launchConsole({ parameters: [`--workspace=${taken}`] });
  try {
    await second.page.getByRole('alert').first().waitFor();
    const picture = await second.page.screenshot({ path: join(folder, 'engine-failed_dark_en.png') });
    expect(coloursIn(picture)).toBeGreaterThan(fewestColours);
    expect((await faultsOf(second.page)).join('\n')).toBe('');
  } finally {
    await second.close();
  }
});

/** A layer that was being drawn when the map was taken away says so; that is what is pictured. */
function isOfLostMap({ state }: Entry, text: string): boolean {
  return state.startsWith('map-') && text.startsWith('deck: ');
}

function titleOf({ state, size, zoom: factor }: Entry): string {
  return `${state}_${size.join('x')}${factor === 1 ? '' : `_${factor * 100}`}`;
}

/** Switches theme and language and waits until the screen has followed. */
async function show([theme, language]: Look): Promise<void> {
  await stage.contract.call('view.set', { theme, language });
  await stage.running.page.waitForFunction(
    ([wantedTheme, wantedLanguage]) => {
      const { lang, dataset } = document.documentElement;
      return lang === wantedLanguage && dataset['theme'] === wantedTheme;
    },
    [theme, language] as const,
  );
  await stage.running.page.waitForTimeout(350);
}

async function zoom(factor: number): Promise<void> {
  await stage.running.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted);
  }, factor);
}

/** A picture of the window; one that is zoomed is taken by the application itself, which knows its true size. */
async function capture(factor: number): Promise<Buffer> {
  if (factor === 1) return stage.running.page.screenshot();
  const encoded = await stage.running.app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(encoded, 'base64');
}
