import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Interruption } from './interruption.mjs';
import { runWatched } from './watched-run.mjs';

const stallMs = 30_000;

/**
 * What is in a wheel takes kilobytes to learn, from the index or from the wheel's own table of contents; where neither
 * can be had apart, the client would fetch the wheel.
 */
const mostBytes = 5_000_000;

/**
 * The address of a wheel as Python's own client finds it, with the index, mirror and network settings of this machine.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {object} options
 * @param {import('./pip.mjs').Pip} options.pip
 * @param {string} options.scratch folder, removed by the caller
 * @param {number} options.deadline epoch milliseconds
 * @returns {Promise<string | undefined>} undefined where the client cannot tell
 * @throws {Interruption}
 */
export async function addressOf(wheel, { pip, scratch, deadline }) {
  const folder = join(scratch, 'address');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const report = join(folder, 'report.json');
  const parameters = [
    ...[...pip.command, 'install', '--dry-run', '--ignore-installed', '--no-deps', '--report', report],
    '--use-feature=fast-deps',
    ...['--only-binary=:all:', '--platform', wheel.platform, '--python-version', wheel.python],
    ...['--target', join(folder, 'nothing'), '--no-cache-dir', '--progress-bar=off'],
    ...['--disable-pip-version-check', '--no-input', '--timeout=20', '--retries=2'],
    `${wheel.package}==${wheel.version}`,
  ];
  const { code, endedFor } = await runWatched('python3', parameters, {
    env: { ...process.env, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
    watch: { folder, stallMs, deadline, mostBytes },
  });
  if (endedFor === 'interrupted') throw new Interruption();
  return code === 0 && endedFor === undefined ? addressIn(report) : undefined;
}

/** @param {string} report as pip writes it */
function addressIn(report) {
  try {
    /** @type {{ install: { download_info: { url: string } }[] }} */
    const { install } = JSON.parse(readFileSync(report, 'utf8'));
    return install[0]?.download_info.url;
  } catch {
    return undefined;
  }
}
