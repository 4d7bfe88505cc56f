import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../../../tools/processes.mjs';

/** So long an installation may take, and a script if nothing else is said. */
const limitMs = 10 * 60_000;

/** A virtual environment of Python in a folder of the bench, gone when the folder is removed. */
export class ThrowAwayPython {
  readonly program: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.program = join(folder, 'bin', 'python');
  }

  /** @throws Error when this machine has no Python that can make one */
  static async in(folder: string): Promise<ThrowAwayPython> {
    await finish('python3', ['-m', 'venv', folder]);
    return new ThrowAwayPython(folder);
  }

  /** Installs `name==version` with ordinary pip, wheels only, and gives its name, version and checksum. @throws Error when it cannot be had */
  async install(name: string, version: string): Promise<string> {
    const report = join(this.#folder, `${name}.json`);
    const options = ['--no-cache-dir', '--disable-pip-version-check', '--no-input', '--quiet'];
    const wanted = ['--only-binary=:all:', '--timeout=20', '--retries=2', '--report', report];
    await finish(this.program, ['-m', 'pip', 'install', ...options, ...wanted, `${name}==${version}`]);
    const { install } = pipReport.parse(JSON.parse(readFileSync(report, 'utf8')));
    const own = install.find(({ requested }) => requested);
    return `${name} ${version}, sha256 ${own?.download_info.archive_info.hashes.sha256 ?? 'unknown'}`;
  }

  /** Runs a script to its end. @throws Error with the last thing it said when it failed */
  async run(script: string, parameters: readonly string[], timeoutMs = limitMs): Promise<void> {
    await finish(this.program, ['-B', script, ...parameters], timeoutMs);
  }
}

/**
 * Installs `name@version` with npm into a folder of the bench, no script run, and gives its name, version and checksum.
 * @throws Error when it cannot be had
 */
export async function installPackage(folder: string, name: string, version: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const options = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--logs-max=0',
    '--prefix',
    folder,
  ];
  await finish('npm', ['install', ...options, `${name}@${version}`]);
  const lock = packageLock.parse(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')));
  const own = lock.packages[`node_modules/${name}`];
  if (!existsSync(join(folder, 'node_modules', name))) throw new Error(`npm left out ${name}`);
  return `${name} ${version}, ${own?.integrity ?? 'integrity unknown'}`;
}

const pipReport = z.object({
  install: z.array(
    z.object({
      requested: z.boolean(),
      download_info: z.object({
        archive_info: z.object({ hashes: z.object({ sha256: z.string().optional() }) }),
      }),
    }),
  ),
});
const packageLock = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
});

/** @throws Error with the line that says best why: the last of most programs, npm's first */
async function finish(command: string, parameters: readonly string[], timeoutMs = limitMs): Promise<void> {
  const { code, output } = await run(command, parameters, { timeoutMs });
  if (code === 0) return;
  const lines = output.trim().split('\n');
  throw new Error(lines.find((line) => line.startsWith('npm error')) ?? lines.at(-1) ?? `${command} failed`);
}
