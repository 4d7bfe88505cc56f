import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { computeSecurityPolicy } from '../../../main/app/content-security-policy.ts';
import { computeMessages } from '../../../main/common/contract/compute-contract.ts';
import { isOnPath } from '../../../tools/processes.mjs';
import { builtFolder } from '../../../tools/paths.mjs';

const program = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => isOnPath(name));
/** WebGPU is not yet offered on every Linux, and here on a card imitated by the processor. */
const withWebgpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

/** Electron of the registry has no WebGPU: the page of the compute window is tried in a current Chromium, where there is one. */
describe.skipIf(program === undefined)('WebGPU in Chromium', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = servePage();
    await once(server, 'listening');
    const executablePath = execFileSync('which', [program ?? ''], { encoding: 'utf8' }).trim();
    browser = await chromium.launch({ executablePath, args: withWebgpu });
    page = await browser.newPage();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await page.goto(`http://localhost:${String(address.port)}/index.html`);
    await connect(page);
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  test('is told to be imitated by the processor', async () => {
    const { backends } = computeMessages['compute.detect'].response.parse(await call('compute.detect', {}));
    expect(backends[0]).toMatchObject({ backend: 'webgpu', isSoftware: true, refusal: null });
    expect(backends[0]?.device).toContain('swiftshader');
  });

  test('computes what cpu computes', async () => {
    const answer = await call('compute.probe', { backend: 'webgpu', models: [] });
    const { parity, gigaflops } = computeMessages['compute.probe'].response.parse(answer);
    expect(parity.passes).toBe(true);
    expect(parity.absolute).toBeGreaterThan(0);
    expect(gigaflops).toBeGreaterThan(0.01);
  });

  /** Asks the page as an engine would; its answer. */
  async function call(name: string, body: object): Promise<unknown> {
    return page.evaluate(
      (request) =>
        new Promise<unknown>((resolve, reject) => {
          const { engine } = window as unknown as { engine: MessagePort };
          engine.onmessage = ({ data }: MessageEvent<{ kind: string; body: unknown }>) => {
            if (data.kind === 'response') resolve(data.body);
            if (data.kind === 'failure') reject(new Error(JSON.stringify(data)));
          };
          engine.postMessage(request);
        }),
      { kind: 'request', id: 1, clientId: 'test', actor: 'tester', workspace: '', name, body },
    );
  }
});

async function connect(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    Object.assign(window, { engine: port1 });
    window.postMessage({ kind: 'engine-port' }, '*', [port2]);
  });
}

/** Serves the built page as the application does. */
function servePage(): Server {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
  return createServer(({ url = '' }, answer) => {
    const type = types[extname(url)];
    if (type === undefined) {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { 'content-type': type, 'content-security-policy': computeSecurityPolicy });
    answer.end(readFileSync(join(builtFolder, 'compute-window', url)));
  }).listen(0, 'localhost');
}
