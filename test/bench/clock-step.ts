import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { consoleCommand, prepareConsole } from '../../tools/launch/prepare.mjs';

/**
 * JavaScript time of one clock step on the map, in the real Electron, with a generated city behind the contract: script time
 * of the page as its engine counts it, less that of the same stretch without steps and less the generated city's own.
 * Goal: below 16 ms for 20,000 points. Needs a display (`xvfb-run -a`).
 */
const sizes = [207, 20_000];
const steps = 40;
const pauseMilliseconds = 250;
const goalMilliseconds = 16;
const root = join(import.meta.dirname, '../..');

/** The generated city's side of the page, as one script. */
async function surroundings(): Promise<string> {
  const folder = mkdtempSync('/tmp/metropole-bench-');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      target: 'chrome114',
      lib: {
        entry: join(root, 'test/renderer/fake/page.ts'),
        formats: ['iife'],
        name: 'surroundings',
        fileName: () => 'page.js',
      },
    },
  });
  const script = readFileSync(join(folder, 'page.js'), 'utf8');
  rmSync(folder, { recursive: true });
  return script;
}

interface Spent {
  readonly script: number;
  readonly task: number;
}

/** Milliseconds of script and of all main-thread tasks that a page has spent on something. */
async function spentOn(page: Page, session: CDPSession, work: () => Promise<void>): Promise<Spent> {
  const read = async (): Promise<Spent> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const engine = await page.evaluate(() => window.fake.engineMilliseconds());
    const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      script: seconds('ScriptDuration') * 1000 - engine,
      task: seconds('TaskDuration') * 1000 - engine,
    };
  };
  const before = await read();
  await work();
  const after = await read();
  return { script: after.script - before.script, task: after.task - before.task };
}

async function measure(page: Page, places: number): Promise<Spent> {
  await page.addInitScript(`window.fakeOptions = ${JSON.stringify({ places })};`);
  await page.addInitScript(await surroundings());
  await page.goto('console://app/index.html');
  await page.waitForSelector('.badge');
  await page.waitForTimeout(8000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  const walk = async (key: string | null): Promise<void> => {
    for (let step = 0; step < steps; step += 1) {
      if (key !== null) await page.keyboard.press(key);
      await page.waitForTimeout(pauseMilliseconds);
    }
  };
  await walk(',');
  const idle = await spentOn(page, session, () => walk(null));
  const busy = await spentOn(page, session, () => walk('.'));
  return { script: (busy.script - idle.script) / steps, task: (busy.task - idle.task) / steps };
}

const prepared = await prepareConsole(console.log);
const folder = mkdtempSync('/tmp/metropole-bench-');
if (prepared.user) chownSync(folder, prepared.user.uid, prepared.user.gid);
const launcher = join(folder, 'launch');
writeFileSync(
  launcher,
  `#!/bin/sh\nexec ${consoleCommand(prepared, [])
    .map((word) => `'${word}'`)
    .join(' ')} "$@"\n`,
);
chmodSync(launcher, 0o755);
const app = await _electron.launch({
  executablePath: launcher,
  chromiumSandbox: true,
  args: [`--user-data-dir=${join(folder, 'profile')}`],
  cwd: folder,
});
try {
  await app.firstWindow();
  const results: (Spent & { readonly places: number })[] = [];
  for (const places of sizes) {
    const opened = app.waitForEvent('window');
    await app.evaluate(({ BrowserWindow }) => {
      const window = new BrowserWindow({ width: 1366, height: 860, webPreferences: { sandbox: true } });
      return window.loadURL('about:blank');
    });
    const page = await opened;
    results.push({ places, ...(await measure(page, places)) });
    await page.close();
  }
  const smallest = results[0]?.script ?? Number.NaN;
  console.table(
    results.map(({ places, script, task }) => ({
      places,
      'script, ms a step': script.toFixed(1),
      'all main-thread tasks, ms a step': task.toFixed(1),
      [`times that of ${String(sizes[0])}`]: (script / smallest).toFixed(1),
      [`below ${String(goalMilliseconds)} ms`]: script < goalMilliseconds ? 'yes' : 'no',
    })),
  );
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
