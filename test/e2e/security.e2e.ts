import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from '../../tools/paths.mjs';
import { addressAfter, attemptIn } from './attempts.ts';
import type { RunningConsole } from './console.ts';
import {
  makeReport,
  launchListening,
  selectFirstPlace,
  waitForPlaces,
  type Complaints,
} from './first-screen.ts';
import { preferencesOf, runInForeignPage, strictPreferences, watchNewPages } from './second-windows.ts';

let running: RunningConsole;
let complaints: Complaints;

beforeAll(async () => {
  ({ running, complaints } = await launchListening({ parameters: ['--use-fake-device-for-media-stream'] }));
});

afterAll(async () => {
  await running.close();
});

test('the first screen, a selection, the display menu and the import dialog raise no complaint', async () => {
  const { page } = running;
  await waitForPlaces(page);
  const place = await selectFirstPlace(page);
  await page.getByRole('heading', { name: place }).waitFor();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Import data' }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1000);
  expect(await complaints.all()).toEqual([]);
});

describe("Electron's security checklist", () => {
  test('1. only secure content is loaded: the network is out of reach of a page', async () => {
    const { page } = running;
    expect(await attemptIn(page, () => fetch('https://example.invalid/'))).toMatchObject({
      outcome: 'TypeError',
      violations: ['connect-src'],
    });
    const request = await attemptIn(page, () => {
      const asked = new XMLHttpRequest();
      asked.open('GET', 'https://example.invalid/');
      return new Promise((resolve) => {
        asked.onloadend = () => {
          resolve(asked.status);
        };
        asked.send();
      });
    });
    expect(request).toEqual({ outcome: 0, violations: ['connect-src'] });
    const socket = await attemptIn(page, () => String(new WebSocket('wss://example.invalid/').readyState));
    expect(socket.violations).toEqual(['connect-src']);
    const loaded = await attemptIn(page, () =>
      Promise.all(
        (['img', 'script', 'iframe'] as const).map((kind) => {
          const element = document.createElement(kind);
          element.src = 'https://example.invalid/x';
          document.body.append(element);
          return new Promise((resolve) => setTimeout(resolve, 300)).then(() => {
            element.remove();
          });
        }),
      ),
    );
    expect([...loaded.violations].sort()).toEqual(['frame-src', 'img-src', 'script-src-elem']);
  });

  test('1. only secure content is loaded: every session cancels requests to the network', async () => {
    const refusals = await running.app.evaluate(async ({ session }) => {
      const sessions = [session.defaultSession, session.fromPartition('report')];
      const tried = sessions.map((one) => one.fetch('http://127.0.0.1:9/').then(String, String));
      return Promise.all(tried);
    });
    expect(refusals).toHaveLength(2);
    for (const refusal of refusals) expect(refusal).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('2. no Node integration in page, frame or worker', async () => {
    const { page } = running;
    const found = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = ['process', 'require', 'module', 'Buffer', 'global'];
      const inFrame = names.filter((name) => frame.contentWindow !== null && name in frame.contentWindow);
      frame.remove();
      return { page: names.filter((name) => name in globalThis), frame: inFrame };
    });
    expect(found).toEqual({ page: [], frame: [] });
    expect(page.workers().map((worker) => new URL(worker.url()).protocol)).toContain('console:');
    for (const worker of page.workers()) {
      expect(await worker.evaluate(() => 'process' in globalThis || 'require' in globalThis)).toBe(false);
    }
  });

  test('3. and 4. context isolation and the sandbox are on, 6., 8., 9. and 10. nothing is loosened', async () => {
    expect(await preferencesOf(running)).toMatchObject(strictPreferences);
  });

  test('3. what the page changes does not reach the bridge', async () => {
    const answer = await running.page.evaluate(async () => {
      const untouched = Array.prototype.push;
      Array.prototype.push = () => 0;
      const { metropole } = window as unknown as { metropole: { call: (...args: unknown[]) => unknown } };
      try {
        Object.assign(metropole, { call: 'overwritten' });
      } catch {
        /* frozen: as it should be */
      }
      const called = await metropole.call('app.info', {});
      Array.prototype.push = untouched;
      return called;
    });
    expect(answer).toMatchObject({ ok: true, body: { platform: process.platform } });
  });

  test.runIf(process.platform === 'linux')("4. pages run sandboxed, by the kernel's word", async () => {
    const pids = await running.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ pid, type }) => (type === 'Tab' ? [pid] : [])),
    );
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
  });

  test('1. to 10. hold for the pages that capture the map and print the report, too', async () => {
    const pages = await watchNewPages(running);
    await makeReport(running.page);
    const seen = await pages();
    expect(seen.map(({ url }) => url.split(/[?,]/)[0])).toEqual([
      'console://app/index.html',
      expect.any(String),
    ]);
    for (const page of seen) expect(page.preferences).toMatchObject(strictPreferences);
    expect(seen[1]?.preferences).toMatchObject({ javascript: false });
  });

  test('5. every permission is denied, by check and by request', async () => {
    const denied = await running.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const states = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return [name, state] as const;
      });
      const media = navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      const position = new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(resolve, ({ code, PERMISSION_DENIED }) => {
          resolve(code === PERMISSION_DENIED ? 'denied' : code);
        });
      });
      return {
        states: Object.fromEntries(await Promise.all(states)),
        media: await media.then(String, (error: unknown) => (error as Error).name),
        position: await position,
        notification: await Notification.requestPermission(),
      };
    });
    expect(new Set(Object.values(denied.states))).toEqual(new Set(['denied']));
    expect(denied).toMatchObject({ media: 'NotAllowedError', position: 'denied', notification: 'denied' });
  });

  test('7. the content policy is exactly the one agreed on', async () => {
    const policy = await running.page.evaluate(async () =>
      (await fetch(location.href)).headers.get('content-security-policy'),
    );
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; " +
        "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test('7. the content policy refuses eval, new Function, inline script and a worker made of text', async () => {
    const { page } = running;
    const refused = { outcome: 'EvalError', violations: ['script-src'] };
    expect(await attemptIn(page, () => (0, eval)('1'))).toEqual(refused);
    expect(await attemptIn(page, () => Reflect.construct(Function, ['return 1']))).toEqual(refused);
    const inline = await attemptIn(page, () => {
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.head.append(script);
      return 'ranInline' in window;
    });
    expect(inline).toEqual({ outcome: false, violations: ['script-src-elem'] });
    const worker = await attemptIn(
      page,
      () => typeof new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))),
    );
    expect(worker.violations).toEqual(['worker-src']);
  });

  test('11. and 12. no web view can be made', async () => {
    const made = await running.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'console://app/index.html');
      document.body.append(view);
      const isPlain = view.constructor === HTMLElement && !('loadURL' in view);
      view.remove();
      return { isPlain };
    });
    expect(made.isPlain).toBe(true);
    expect(await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('13. navigation away is denied', async () => {
    const { page } = running;
    const here = page.url();
    const tried = [
      await addressAfter(page, () => {
        location.href = 'https://example.invalid/';
      }),
      await addressAfter(page, () => {
        location.assign('console://other/index.html');
      }),
      await addressAfter(page, () => {
        location.replace('console://app/index.html?elsewhere');
      }),
      await addressAfter(page, () => {
        const link = document.createElement('a');
        link.href = 'data:text/html,elsewhere';
        document.body.append(link);
        link.click();
        link.remove();
      }),
      await addressAfter(page, () => {
        const form = document.createElement('form');
        form.action = 'console://app/index.html?form';
        document.body.append(form);
        form.submit();
        form.remove();
      }),
    ];
    expect(tried).toEqual(tried.map(() => here));
    expect(await page.evaluate(() => document.title)).toContain('Metropole');
  });

  test('14. new windows are denied', async () => {
    const { page, app } = running;
    const opened = await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'console://app/index.html';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
      return [window.open('console://app/index.html'), window.open('about:blank')].map(String);
    });
    await page.waitForTimeout(300);
    expect(opened).toEqual(['null', 'null']);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('15. nothing is handed to the system by openExternal', () => {
    const sources = readdirSync(join(repositoryRoot, 'main'), { recursive: true, encoding: 'utf8' });
    const typescript = sources.filter((file) => file.endsWith('.ts'));
    expect(typescript.length).toBeGreaterThan(50);
    const users = typescript.filter((file) =>
      readFileSync(join(repositoryRoot, 'main', file), 'utf8').includes('openExternal'),
    );
    expect(users).toEqual([]);
  });

  test('16. Electron is the exact version that was chosen, and a supported one', () => {
    const wanted = versionIn(join(repositoryRoot, 'package.json'));
    expect(wanted).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(wanted, 10)).toBeGreaterThanOrEqual(45);
  });

  test('17. a call is refused that has no known name, is too long or does not fit its schema', async () => {
    const errors = await running.page.evaluate(async () => {
      type Answer = { ok: boolean; error?: { code: string } };
      const { metropole } = window as unknown as {
        metropole: { call(name: unknown, body: unknown): Promise<Answer> };
      };
      const circle: { itself?: unknown } = {};
      circle.itself = circle;
      const calls: [unknown, unknown][] = [
        ['app.nonsense', {}],
        ['toString', {}],
        [{ toString: 1 }, {}],
        ['app.info', { padding: 'x'.repeat(200_000) }],
        ['app.show-file', { path: 7 }],
        ['app.choose-files', { kind: 'anything' }],
        ['app.info', undefined],
        ['app.info', circle],
      ];
      return Promise.all(calls.map(async ([name, body]) => (await metropole.call(name, body)).error?.code));
    });
    expect(errors).toEqual([
      'contract-unknown-message',
      'contract-unknown-message',
      'contract-unknown-message',
      'contract-too-large',
      'contract-body-invalid',
      'contract-body-invalid',
      'contract-body-invalid',
      'contract-body-invalid',
    ]);
  });

  test('17. a call from a page of another origin is refused, and it gets no port', async () => {
    const script = `new Promise((resolve) => {
      let ports = 0;
      addEventListener('message', ({ ports: given }) => { ports += given.length; });
      metropole.connectEngine();
      const answered = metropole.call('app.info', {});
      setTimeout(async () => resolve({ answer: await answered, ports }), 300);
    })`;
    const found = await runInForeignPage(running, 'data:text/html,elsewhere', script);
    expect(found).toMatchObject({
      answer: { ok: false, error: { code: 'contract-unknown-message' } },
      ports: 0,
    });
  });

  test('18. there is no file://, and console:// serves only what is inside its folders', async () => {
    const { page, app } = running;
    const built = join(await app.evaluate(({ app: electron }) => electron.getAppPath()), 'dist');
    const link = join(built, 'renderer', 'leaving-link.json');
    const secret = join(running.folder, 'outside.json');
    writeFileSync(secret, '{}');
    rmSync(link, { force: true });
    symlinkSync(secret, link);
    try {
      const paths = [
        '/index.html',
        '/assets/basemap/land.geojson',
        '/leaving-link.json',
        '/../main/index.cjs',
        '/%2e%2e/main/index.cjs',
        '/..%2fmain%2findex.cjs',
        '/assets/..%2f..%2fmain%2findex.cjs',
        '/assets/..%2f..%2frenderer/index.html',
        '/nothing-there.js',
      ];
      const found = await page.evaluate(
        (asked) => Promise.all(asked.map(async (path) => (await fetch(path)).status)),
        paths,
      );
      expect(found).toEqual([200, 200, ...paths.slice(2).map(() => 404)]);
    } finally {
      rmSync(link);
    }
    const other = await app.evaluate(
      async ({ net }) => (await net.fetch('console://other/index.html')).status,
    );
    expect(other).toBe(404);
    const posted = await page.evaluate(
      async () => (await fetch('/index.html', { method: 'POST', body: 'x' })).status,
    );
    expect(posted).toBe(404);
    expect((await attemptIn(page, () => fetch('file:///etc/hostname'))).outcome).toBe('TypeError');
  });

  test('20. a page sees the three functions of the bridge and nothing of Electron', async () => {
    const seen = await running.page.evaluate(() => {
      const { metropole } = window as unknown as { metropole: Record<string, unknown> };
      const names = ['electron', 'ipcRenderer', 'electronAPI', 'contextBridge', 'webFrame'];
      return {
        kinds: Object.fromEntries(Object.entries(metropole).map(([key, value]) => [key, typeof value])),
        own: Reflect.ownKeys(metropole).length,
        others: names.filter((name) => name in globalThis),
      };
    });
    expect(seen).toEqual({
      kinds: { call: 'function', onEvent: 'function', connectEngine: 'function' },
      own: 3,
      others: [],
    });
  });
});

function versionIn(file: string): string {
  const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies['electron'] ?? '';
}
