import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject, vi } from 'vitest';
import { computeEvents, computeMessages } from '../../../main/common/contract/compute-contract.ts';
import { WindowComputeClient } from '../../../main/engine/compute/window-compute-client.ts';
import { buildSides } from '../../../tools/build/sides.mjs';
import { linkTree } from '../../../tools/launch/hard-links.mjs';
import { stage } from '../../../tools/launch/stage.mjs';
import { builtFolder, repositoryRoot } from '../../../tools/paths.mjs';
import { electronRuntime } from '../../../tools/setup/electron-runtime.mjs';
import { provideSandbox } from '../../../tools/setup/sandbox.mjs';
import { frameChannel } from './frame-channel.ts';
import { folderForConsole, launchConsole, type RunningConsole } from '../console.ts';

/** A console whose engine has no city and lends compute windows to the test. */
export interface LendingConsole extends RunningConsole {
  /** Opens a compute window; closing the client closes it. */
  borrow(): Promise<WindowComputeClient>;
}

/** Graphics imitated by the processor, on every machine. */
const softwareGraphics = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Starts the console as it was built, but for its engine. */
export async function launchLendingConsole(): Promise<LendingConsole> {
  const root = await buildWithLendingEngine();
  const user = inject('console').user ?? undefined;
  const runtime = await electronRuntime(repositoryRoot, () => undefined);
  const staged = stage({ root, fingerprint: 'lending-engine---', runtime, user });
  provideSandbox(staged.folder, user);
  const folder = folderForConsole();
  const workspace = join(folder, 'lent');
  const running = await launchConsole({
    folder,
    command: [staged.executable, ...staged.parameters],
    parameters: [...softwareGraphics, '--workspace', workspace],
  });
  return {
    ...running,
    async borrow() {
      const address = join(workspace, 'compute.sock');
      const socket = await vi.waitFor(() => connected(address), { timeout: 20_000 });
      const origin = { clientId: 'test', actor: 'tester', workspace: '' };
      return new WindowComputeClient(frameChannel(socket), computeMessages, computeEvents, () => origin);
    },
    async close() {
      if (running.ending() === undefined) await running.close();
      for (const left of [folder, root, dirname(staged.folder)])
        rmSync(left, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @throws Error while nobody listens there */
async function connected(address: string): Promise<Socket> {
  const socket = connect(address);
  await once(socket, 'connect');
  return socket;
}

/** A copy of the build with another engine in it. */
async function buildWithLendingEngine(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'metropole-lending-'));
  linkTree(builtFolder, join(root, 'dist'), (name) => !name.startsWith('engine.cjs'));
  cpSync(join(repositoryRoot, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
  const engine = join(root, 'main', 'engine');
  mkdirSync(engine, { recursive: true });
  const source = join(repositoryRoot, 'test', 'e2e', 'compute-window', 'lending-engine.ts');
  writeFileSync(join(engine, 'index.ts'), `import ${JSON.stringify(source)};\n`);
  await buildSides(root, join(root, 'dist'));
  return root;
}

/** How many windows there are that nobody sees. */
export async function hiddenWindows({ app }: RunningConsole): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => !window.isVisible()).length,
  );
}

/** The page of the compute window that is open. */
export async function computePage({ app }: RunningConsole): Promise<Page> {
  return vi.waitUntil(() => app.windows().find((page) => page.url().startsWith('console://compute/')), {
    timeout: 10_000,
  });
}
