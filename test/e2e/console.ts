import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** A running console: the real Electron, sandbox on, as an ordinary user, with a profile of its own. */
export interface RunningConsole {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** A folder the console may write to, removed at the end. */
  readonly folder: string;
  /** Saves what the first window shows as test-results/NAME.png and gives the picture. */
  screenshot(name: string): Promise<Buffer>;
  /** How the application ended, once it has: its exit status or the signal that ended it. */
  ending(): string | undefined;
  /**
   * The same, once it can be told: a process that crashed takes its window at once, but may write its memory out
   * for seconds before it ends.
   */
  settled(): Promise<string | undefined>;
  /** Quits and removes the profile and the folder. */
  close(): Promise<void>;
}

/** What a test may choose about a console. */
export interface ConsoleOptions {
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What to start in place of the console that was built. */
  readonly command?: readonly string[];
  /** Folder from {@link folderForConsole} to use again, as after a restart; not removed at the end. */
  readonly folder?: string;
}

const pictures = 'test-results';

/** A new folder that the console's user may write to, wherever the checkout lies. */
export function folderForConsole(): string {
  const { user } = inject('console');
  const folder = mkdtempSync(join(user ? '/tmp' : tmpdir(), 'metropole-e2e-'));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** How long a slow machine may take to open a window, ms. */
const openingMs = 120_000;
/** How long a process that crashed may take until it has ended, ms. */
const crashMs = 30_000;
/** How long a person's act may take to show, where a test does not say, ms. */
const patienceMs = 60_000;
/** How long a console may take to quit before it is ended, ms. */
const quittingMs = 30_000;

/**
 * Starts the console and waits for its first window. One that opens none is ended and leaves nothing behind.
 * @throws Error where it opens none in time
 */
export async function launchConsole(options: ConsoleOptions = {}): Promise<RunningConsole> {
  const folder = options.folder ?? folderForConsole();
  const dropFolder = (): void => {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  let app: ElectronApplication | undefined;
  try {
    app = await _electron.launch({
      executablePath: launcher(folder, options.command),
      chromiumSandbox: true,
      args: [`--user-data-dir=${join(folder, 'profile')}`, ...(options.parameters ?? [])],
      env: { ...definedEnvironment(), ...options.environment },
      cwd: folder,
      timeout: openingMs,
    });
    return await opened(app, folder, dropFolder);
  } catch (thrown) {
    if (app !== undefined) await quit(app);
    dropFolder();
    throw thrown;
  }
}

async function opened(
  app: ElectronApplication,
  folder: string,
  dropFolder: () => void,
): Promise<RunningConsole> {
  let ending: string | undefined;
  const ended = new Promise<void>((resolve) => {
    app.process().once('exit', (status, signal) => {
      ending = signal ?? `status ${String(status)}`;
      resolve();
    });
  });
  app.context().setDefaultTimeout(patienceMs);
  const page = await app.firstWindow({ timeout: openingMs });
  return {
    app,
    page,
    folder,
    async screenshot(name) {
      mkdirSync(pictures, { recursive: true });
      return page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    ending: () => ending,
    async settled() {
      if (page.isClosed()) await Promise.race([ended, pause(crashMs)]);
      return ending;
    },
    async close() {
      await quit(app);
      dropFolder();
    },
  };
}

/** Quits a console; one that does not end by itself is ended, with all that it started. */
async function quit(app: ElectronApplication): Promise<void> {
  const { pid } = app.process();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, quittingMs);
  });
  const ended = await Promise.race([app.close(), late]);
  clearTimeout(timer);
  if (ended === 'late' && pid !== undefined) process.kill(-pid, 'SIGKILL');
}

/** One executable file that stands for the whole command, which is what Playwright can start. */
function launcher(folder: string, console = inject('console').command): string {
  const command = [...inject('console').asUser, ...console];
  const [only] = command;
  if (command.length === 1 && only !== undefined) return only;
  const file = join(folder, 'launch-console');
  const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
  writeFileSync(file, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

function definedEnvironment(): Record<string, string> {
  const defined = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}
