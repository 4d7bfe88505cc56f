import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MetropoleError } from '../../main/common/errors.ts';
import { differences } from '../../main/compute/parity.ts';
import type { WindowComputeClient } from '../../main/engine/compute/window-compute-client.ts';
import { startComputeHost } from '../main/compute/compute-host.ts';
import { model, setting, trainedBy, training, windowOf } from '../main/compute/trained-network.ts';
import { temporaryFolder } from '../tools/shims.ts';
import { addressAfter, attemptIn } from './attempts.ts';
import {
  computePage,
  hiddenWindows,
  launchLendingConsole,
  type LendingConsole,
} from './compute-window/lending-console.ts';
import { crash, processNamed } from './engine-processes.ts';
import { strictPreferences, type InspectedContents } from './second-windows.ts';

const situation = windowOf(40);

let console: LendingConsole;
let compute: WindowComputeClient;

beforeAll(async () => {
  console = await launchLendingConsole();
  await console.page.context().addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      sessionStorage.setItem(effectiveDirective, blockedURI);
    });
  });
});

afterAll(async () => {
  await console.close();
});

beforeEach(async () => {
  compute = await console.borrow();
});

afterEach(async () => {
  compute.close();
  if (console.ending() !== undefined) return;
  await expect.poll(() => hiddenWindows(console)).toBe(0);
});

/** Work that takes a window seconds, and what became of it. */
function workForSeconds(): Promise<string> {
  return compute.call('compute.probe', { backend: 'webgl', models: [] }).then(
    () => 'done',
    (thrown: unknown) => MetropoleError.from(thrown).code,
  );
}

describe('a window that computes', () => {
  test('tells that its graphics card is imitated by the processor, and why there is no WebGPU', async () => {
    const { backends } = await compute.call('compute.detect', {});
    expect(backends.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl', 'cpu']);
    expect(backends[0]?.refusal).toMatchObject({
      code: 'backend-unavailable',
      parameters: { backend: 'webgpu', reason: expect.stringMatching(/^(unsupported|adapter)$/) as string },
    });
    expect(backends[1]).toMatchObject({ isSoftware: true, refusal: null });
    expect(backends[1]?.device).toMatch(/^Google, .*SwiftShader/);
    expect(backends[1]?.driver).toContain('WebGL 2.0');
  });

  test('computes on WebGL what cpu computes, and breaks no content policy', async () => {
    const { parity, gigaflops } = await compute.call('compute.probe', { backend: 'webgl', models: [] });
    expect(parity.passes).toBe(true);
    expect(parity.absolute).toBeGreaterThan(0);
    expect(gigaflops).toBeGreaterThan(0.01);
    const page = await computePage(console);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toBe('{}');
  });

  test('forecasts on WebGL what a process forecasts on WebAssembly, from a state that is sent once', async () => {
    const host = startComputeHost({ wasm: true });
    expect(await host.call('compute.start', { backend: 'wasm' })).toMatchObject({ backend: 'wasm' });
    const stateFile = await trainedBy(host);
    const request = { model, setting, stateFile, window: situation };
    const expected = (await host.call('compute.run', request)).forecast;
    expect(await compute.call('compute.start', { backend: 'webgl' })).toMatchObject({ backend: 'webgl' });
    const first = await compute.call('compute.run', request);
    const apart = differences(first.forecast.quantiles, expected.quantiles);
    expect(first.forecast.mean.every((value) => value > 1)).toBe(true);
    expect(apart.absolute).toBeLessThan(1e-3);
    expect(apart.absolute).toBeGreaterThan(0);
    renameSync(stateFile, `${stateFile}.away`);
    const second = await compute.call('compute.run', request);
    expect(second.forecast.mean).toEqual(first.forecast.mean);
    expect(second.tensors).toBe(first.tensors);
    const explained = await compute.call('compute.explain', { ...request, place: 0, step: 0 });
    expect(explained.forecast).toBeCloseTo(expected.mean[0] ?? NaN, 2);
  });

  test('knows no state that it was not given, and trains nothing', async () => {
    const stateFile = join(temporaryFolder(), 'network.model');
    await expect(
      compute.call('compute.run', { model, setting, stateFile, window: situation }),
    ).rejects.toMatchObject({
      code: 'forecast-no-model',
    });
    await expect(compute.call('compute.train', { ...training, stateFile })).rejects.toMatchObject({
      code: 'not-available',
      parameters: { what: 'training' },
    });
  });
});

describe('a compute window that is lost', () => {
  test('fails the call it was lost in when its page is killed', async () => {
    const outcome = workForSeconds();
    const page = await pageProcess();
    await new Promise((resolve) => setTimeout(resolve, 500));
    crash(page);
    expect(await outcome).toBe('engine-died');
  });

  test('fails the call it was lost in when the graphics process is killed', async () => {
    await compute.call('compute.start', { backend: 'webgl' });
    const outcome = workForSeconds();
    await new Promise((resolve) => setTimeout(resolve, 500));
    crash(await graphicsProcess());
    expect(await outcome).toBe('engine-died');
  });

  test('is there again for the next who asks', async () => {
    expect(await compute.call('compute.start', { backend: 'webgl' })).toMatchObject({ backend: 'webgl' });
  });

  test('is closed when its engine dies', async () => {
    await compute.call('compute.detect', {});
    expect(await hiddenWindows(console)).toBe(1);
    crash(await processNamed(console, 'Metropole engine'));
    await expect.poll(() => hiddenWindows(console)).toBe(0);
    compute = await console.borrow();
    expect(await compute.call('compute.start', { backend: 'webgl' })).toMatchObject({ backend: 'webgl' });
  });
});

describe('the page of a compute window', () => {
  let page: Page;

  beforeEach(async () => {
    await compute.call('compute.start', { backend: 'webgl' });
    page = await computePage(console);
  });

  test('has what every page has, a session of its own in memory, and no bridge', async () => {
    const found = await console.app.evaluate(({ webContents, session }) => {
      const [contents] = webContents
        .getAllWebContents()
        .filter((each) => each.getURL().startsWith('console://compute/')) as InspectedContents[];
      return {
        preferences: contents?.getLastWebPreferences(),
        isOwn: contents?.session !== session.defaultSession,
        isPersistent: contents?.session.isPersistent(),
      };
    });
    expect(found.preferences).toMatchObject(strictPreferences);
    expect(found).toMatchObject({ isOwn: true, isPersistent: false });
    const names = ['metropole', 'require', 'process', 'ipcRenderer', 'electron'];
    expect(await page.evaluate((asked) => asked.filter((name) => name in globalThis), names)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')("runs sandboxed, by the kernel's word", async () => {
    expect(readFileSync(`/proc/${await pageProcess()}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
  });

  test('is served its own files alone, under a policy that connects to nothing', async () => {
    const found = await console.app.evaluate(async ({ session }) => {
      const own = session.fromPartition('compute');
      const asked = async (from: Electron.Session, address: string) => (await from.fetch(address)).status;
      return {
        policy: (await own.fetch('console://compute/index.html')).headers.get('content-security-policy'),
        statuses: [
          await asked(own, 'console://compute/..%2fmain%2findex.cjs'),
          await asked(own, 'console://compute/assets/basemap/land.geojson'),
          await asked(own, 'console://app/index.html'),
          await asked(session.defaultSession, 'console://compute/index.html'),
        ],
        network: await own.fetch('http://127.0.0.1:9/').then(String, String),
      };
    });
    expect(found.policy).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(found.statuses).toEqual([404, 404, 404, 404]);
    expect(found.network).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('may load, connect, evaluate, compile and start nothing', async () => {
    const refused = { outcome: 'EvalError', violations: ['script-src'] };
    expect(await attemptIn(page, () => (0, eval)('1'))).toEqual(refused);
    const connected = await attemptIn(page, () => fetch('index.html'));
    expect(connected).toEqual({ outcome: 'TypeError', violations: ['connect-src'] });
    const compiled = await attemptIn(
      page,
      () => typeof new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
    );
    expect(compiled.outcome).toBe('CompileError');
    const worker = await attemptIn(page, () => typeof new Worker('index.html'));
    expect(worker.violations).toEqual(['worker-src']);
    const pictured = await attemptIn(page, () => {
      const picture = document.createElement('img');
      picture.src = 'data:image/png;base64,AAAA';
      document.body.append(picture);
    });
    expect(pictured.violations).toEqual(['img-src']);
  });

  test('goes nowhere, opens nothing and is permitted nothing', async () => {
    const here = page.url();
    const went = await addressAfter(page, () => {
      location.href = 'console://app/index.html';
    });
    expect(went).toBe(here);
    expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true);
    const state = await page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    );
    expect(state).toBe('denied');
  });
});

test('is not available where its program does not begin', async () => {
  await console.page.context().addInitScript(() => {
    if (location.host !== 'compute' || localStorage.getItem('broken') === null) return;
    Object.defineProperty(window, 'addEventListener', { value: null });
  });
  await (
    await computePage(console)
  ).evaluate(() => {
    localStorage.setItem('broken', 'yes');
  });
  const broken = await console.borrow();
  await expect(broken.call('compute.detect', {})).rejects.toThrow();
  broken.close();
  await (
    await computePage(console)
  ).evaluate(() => {
    localStorage.removeItem('broken');
  });
});

test('does not keep the application running when the console is closed', async () => {
  await compute.call('compute.detect', {});
  await console.app.evaluate(({ BrowserWindow }) => {
    for (const shown of BrowserWindow.getAllWindows().filter((each) => each.isVisible())) shown.close();
  });
  await expect.poll(() => console.ending()).toBe('status 0');
});

/** Process id of the compute window's page, once it is there. */
async function pageProcess(): Promise<number> {
  return vi.waitUntil(
    () =>
      console.app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL().startsWith('console://compute/'))
          ?.getOSProcessId(),
      ),
    { timeout: 10_000 },
  );
}

async function graphicsProcess(): Promise<number> {
  const pid = await console.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
  );
  if (pid === undefined) throw new Error('there is no graphics process');
  return pid;
}
