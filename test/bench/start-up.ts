import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { asUser } from '../../tools/launch/as-user.mjs';
import { linkTree } from '../../tools/launch/hard-links.mjs';
import { consoleCommand, prepareConsole } from '../../tools/launch/prepare.mjs';
import { provideSandbox } from '../../tools/setup/sandbox.mjs';

/**
 * From the start of the process to the first painted map, on a workspace that exists, against the same Electron opening one window with
 * a bare MapLibre page, in turn. Goal: at most twice. Linux; needs a display (`xvfb-run -a`).
 */
const rounds = 5;
const goal = 2;
const root = join(import.meta.dirname, '../..');

const prepared = await prepareConsole(console.log);
const folder = mkdtempSync('/tmp/metropole-bench-');

/** One file that runs a whole command, which is what Playwright can start. */
function launcher(name: string, command: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** The same runtime with an application that is one window and one MapLibre page. */
function bareConsole(): string {
  const runtime = join(folder, 'bare');
  linkTree(prepared.stage.folder, runtime, (entry: string) => entry !== 'app');
  const application = join(runtime, 'resources', 'app');
  mkdirSync(application, { recursive: true });
  const library = join(root, 'node_modules/maplibre-gl/dist');
  for (const file of ['maplibre-gl.js', 'maplibre-gl.css'])
    copyFileSync(join(library, file), join(application, file));
  writeFileSync(join(application, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  writeFileSync(
    join(application, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.enableSandbox();
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 860 }).loadFile('index.html'));
app.on('window-all-closed', () => app.quit());`,
  );
  writeFileSync(
    join(application, 'index.html'),
    `<!doctype html><link rel="stylesheet" href="maplibre-gl.css"><div id="map" style="position:fixed;inset:0"></div>
<script src="maplibre-gl.js"></script><script>
const map = new maplibregl.Map({ container: 'map', center: [-8.8, 40.2], zoom: 10, style: { version: 8, sources: {}, layers: [
  { id: 'ground', type: 'background', paint: { 'background-color': '#1b1d20' } } ] } });
map.once('idle', () => performance.mark('map-painted'));
</script>`,
  );
  provideSandbox(runtime, prepared.user);
  return launcher('launch-bare', [
    ...(prepared.user ? asUser(prepared.user) : []),
    join(runtime, 'electron'),
  ]);
}

async function secondsTo(executablePath: string, profile: string): Promise<number> {
  const began = performance.now();
  const app = await _electron.launch({
    executablePath,
    chromiumSandbox: true,
    args: [`--user-data-dir=${join(folder, profile)}`],
    cwd: folder,
  });
  const page = await app.firstWindow();
  while (!(await page.evaluate(() => performance.getEntriesByName('map-painted').length > 0))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - began) / 1000;
  await app.close();
  return seconds;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  const consoleLauncher = launcher('launch-console', consoleCommand(prepared, []));
  const bare = bareConsole();
  if (prepared.user) {
    for (const name of ['', ...readdirSync(folder)])
      chownSync(join(folder, name), prepared.user.uid, prepared.user.gid);
  }
  await secondsTo(consoleLauncher, 'profile');
  await secondsTo(bare, 'bare-profile');
  const ours: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await secondsTo(consoleLauncher, 'profile'));
    bares.push(await secondsTo(bare, 'bare-profile'));
  }
  const ratio = median(ours) / median(bares);
  console.table({
    'console, s': median(ours).toFixed(2),
    'bare MapLibre window, s': median(bares).toFixed(2),
    ratio: ratio.toFixed(2),
    [`goal: at most ${goal}`]: ratio <= goal ? 'met' : 'missed',
  });
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
