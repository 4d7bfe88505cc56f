import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireIntegrity } from '../setup/archive.mjs';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { interrupted } from './interrupted.mjs';
import { progressBar } from './progress.mjs';
import { runWatched } from './watched-run.mjs';

/** How long a download may stand still. */
const stallMs = 60_000;

const doing = 'Fetching TensorFlow';

/**
 * Where a wheel is kept from the end of its download until what it holds is installed, so that a compilation which
 * failed needs no second download.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
export function keptWheel({ package: name, version, platform }) {
  return join(cacheFolder(), `${name}-${version}-${platform}.whl`);
}

/**
 * The pinned wheel, by name from the Python package index with Python's own client, checked against its hash. One
 * that is kept from before is checked again, and fetched again where it is damaged.
 *
 * @param {object} options
 * @param {import('./pinned-wheel.mjs').PinnedWheel} options.wheel
 * @param {string} options.scratch folder, removed by the caller
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @returns {Promise<string>} its file
 * @throws {SetupProblem}
 */
export async function fetchWheel({ wheel, scratch, deadline, say }) {
  const kept = keptWheel(wheel);
  const integrity = `sha256-${Buffer.from(wheel.sha256, 'hex').toString('base64')}`;
  if (existsSync(kept)) {
    const whole = await requireIntegrity(kept, integrity).then(
      () => true,
      () => false,
    );
    if (whole) return kept;
    say('The wheel that was kept is damaged');
    rmSync(kept, { force: true });
  }
  say(`Fetching TensorFlow ${wheel.version} (${String(wheel.megabytes)} MB, once)`);
  const folder = join(scratch, 'wheel');
  await download(wheel, { folder, deadline });
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.whl')) ?? 'nothing.whl');
  await requireIntegrity(file, integrity);
  renameSync(file, kept);
  return kept;
}

/**
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {{ folder: string, deadline: number }} context
 */
async function download(
  { package: name, version, python, platform, sha256, megabytes },
  { folder, deadline },
) {
  mkdirSync(folder, { recursive: true });
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const { at, end } = progressBar(megabytes);
  const parameters = [
    ...['-m', 'pip', 'download', '--require-hashes', '--requirement', requirements, '--no-deps'],
    ...['--only-binary=:all:', '--platform', platform, '--python-version', python],
    ...['--dest', folder, '--no-cache-dir', '--progress-bar=off', '--disable-pip-version-check'],
    ...['--no-input', '--timeout=20', '--retries=2'],
  ];
  const { code, output, endedFor } = await runWatched('python3', parameters, {
    env: { ...process.env, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
    watch: { folder, stallMs, deadline, onSize: at },
  });
  end();
  if (endedFor === 'interrupted') throw interrupted();
  if (endedFor === 'late') throw new SetupProblem(`${doing} took too long: run \`npm run tensorflow\`.`);
  if (endedFor === 'stalled' || code !== 0) throw new SetupProblem(sentenceForPip(output), output);
}

/**
 * What to tell somebody whose download failed.
 *
 * @param {string} output what pip printed
 */
export function sentenceForPip(output) {
  if (/DO NOT MATCH THE HASHES/i.test(output)) {
    return `${doing} failed because what came is not the file that was pinned (its sha256 differs), so it was thrown away: run the same command again, and if it happens twice, somebody is changing what you download.`;
  }
  if (/No space left|ENOSPC/i.test(output)) {
    return `${doing} failed because the disk is full: free some space and run the same command again.`;
  }
  if (/no such option/i.test(output)) {
    return `${doing} failed because this pip is too old: type \`python3 -m pip install --user --upgrade pip\` and run the same command again.`;
  }
  return `${doing} failed because the Python package index cannot be reached or does not have it: connect this machine to the network, or name a mirror with \`python3 -m pip config set global.index-url ADDRESS\`, and run the same command again.`;
}
