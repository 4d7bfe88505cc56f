import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { builtFolder } from '../../tools/paths.mjs';
import { provideSandbox } from '../../tools/setup/sandbox.mjs';
import { addonPath, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { standTensorflow } from '../../tools/tensorflow/stand.mjs';
import { computeReportSchema } from '../../main/common/contract/backend-records.ts';
import { runToEnd } from './command-line.ts';
import { folderForConsole, launchConsole } from './console.ts';
import { expectSharing } from './sharing.ts';

const hasTensorflow = readyTensorflow() !== undefined;

describe.runIf(process.platform === 'linux')('the packed console', () => {
  const folder = folderForConsole();
  const unpacked = join(folder, 'linux-unpacked');
  const executable = join(unpacked, 'metropole');

  beforeAll(() => {
    const output = `--config.directories.output=${folder}`;
    const env = { ...process.env, METROPOLE_TENSORFLOW: hasTensorflow ? 'on' : 'off' };
    execFileSync(process.execPath, ['tools/package.mjs', '--linux', 'dir', output], { stdio: 'pipe', env });
    provideSandbox(unpacked, inject('console').user ?? undefined);
  });

  afterAll(() => {
    standTensorflow(builtFolder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('has the fuses of a release', async () => {
    const wire = await getCurrentFuseWire(executable);
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
    }).toEqual({
      runAsNode: FuseState.DISABLE,
      cookieEncryption: FuseState.ENABLE,
      nodeOptions: FuseState.DISABLE,
      inspect: FuseState.DISABLE,
      asarIntegrity: FuseState.ENABLE,
      onlyAsar: FuseState.ENABLE,
    });
  });

  test('opens its window on the sample city that it carries', async () => {
    const [child, address] = await startAndListen(executable, join(folder, 'profile'));
    try {
      await expect
        .poll(() => pagesAt(address), { timeout: 60_000 })
        .toMatchObject([{ title: 'Port Merrow – Metropole', url: 'console://app/index.html' }]);
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });

  test.skipIf(!hasTensorflow)('loads native TensorFlow from beside its archive', async () => {
    const addon = join(unpacked, 'resources', 'app.asar.unpacked', 'dist', 'tensorflow', addonPath);
    const [child] = await startAndListen(executable, join(folder, 'profile'));
    try {
      await expect.poll(() => processesThatLoaded(addon), { timeout: 60_000 }).not.toEqual([]);
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });

  test('measures its backends without a window: TensorFlow where it is carried, WebAssembly, JavaScript and WebGL agree', async () => {
    const workspace = join(folder, 'measured');
    const switches = [`--user-data-dir=${join(folder, 'profile')}`];
    const [command = executable, ...parameters] = [...inject('console').asUser, executable, ...switches];
    const asked = ['compute', '--workspace', workspace, '--json'];
    const { status, answer, said } = await runToEnd(command, [...parameters, ...asked], { cwd: folder });
    expect(status, said).toBe(0);
    const report = computeReportSchema.parse(JSON.parse(answer));
    const agreeing = report.rows.filter(({ measurement }) => measurement?.parity.passes === true);
    expect(agreeing.map(({ detection }) => detection.backend)).toEqual([
      ...(hasTensorflow ? ['tensorflow'] : []),
      'wasm',
      'cpu',
      'webgl',
    ]);
    expect(report.rows.find(({ detection }) => detection.backend === 'webgl')?.detection.isSoftware).toBe(
      true,
    );
    // Which of the two is faster depends on what else the machine does while it is measured.
    expect(hasTensorflow ? ['tensorflow', 'wasm'] : ['wasm']).toContain(report.chosen);
  });

  test('shares large runs among threads that start from its archive', async () => {
    const running = await launchConsole();
    try {
      await expectSharing(running, join(unpacked, 'resources', 'app.asar', 'dist'));
    } finally {
      await running.close();
    }
  });
});

/** Ids of this machine's processes, as far as they may be looked into, that have loaded a library. */
function processesThatLoaded(library: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/maps`, 'utf8').includes(library);
    } catch {
      return false;
    }
  });
}

/** A release cannot be inspected as Node: its pages are seen through the remote debugging port alone. */
async function startAndListen(executable: string, profile: string): Promise<[ChildProcess, string]> {
  const switches = ['--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const [command = executable, ...parameters] = [...inject('console').asUser, executable, ...switches];
  const child = spawn(command, parameters, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => {
      reject(new Error(`The packed console ended by itself: ${said}`));
    });
  });
  return [child, address];
}

async function pagesAt(address: string): Promise<unknown> {
  const answer = await fetch(`http://${address}/json/list`);
  return answer.json();
}
