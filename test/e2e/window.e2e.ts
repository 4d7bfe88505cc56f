import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchConsole, type RunningConsole } from './console.ts';

let running: RunningConsole;

beforeAll(async () => {
  running = await launchConsole();
});

afterAll(async () => {
  await running.close();
});

test('shows one titled window from its own scheme', async () => {
  await running.page.waitForLoadState('load');
  expect(await running.page.title()).toBe('Metropole');
  expect(running.page.url()).toMatch(/^console:\/\/app\//);
  expect(running.app.windows()).toHaveLength(1);
  expect((await running.screenshot('window')).byteLength).toBeGreaterThan(2_000);
});

test("runs its pages without Node and, by the kernel's word, in the sandbox", async () => {
  expect(await running.page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
  const [pid] = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
  );
  const status =
    process.platform === 'linux' ? readFileSync(`/proc/${String(pid)}/status`, 'utf8') : undefined;
  if (status !== undefined) expect(status).toMatch(/^Seccomp:\t2$/m);
});

test('never runs as root and never switches the sandbox off', async () => {
  const [uid, parameters] = await running.app.evaluate(() => [process.getuid?.(), process.argv] as const);
  expect(uid).not.toBe(0);
  expect(parameters).not.toContain('--no-sandbox');
});

test('refuses inline script, eval and the network by its content policy', async () => {
  const violated = await running.page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      directives.push(event.effectiveDirective);
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.ranInline = true';
    document.head.append(inline);
    await fetch('https://example.invalid/').catch(() => undefined);
    const late = performance.now() + 10_000;
    while (directives.length < 2 && performance.now() < late)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return { directives, ranInline: 'ranInline' in window };
  });
  expect(violated).toEqual({ directives: ['script-src-elem', 'connect-src'], ranInline: false });
});
