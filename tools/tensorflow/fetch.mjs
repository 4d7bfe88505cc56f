import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOnPath } from '../processes.mjs';
import { requireIntegrity } from '../setup/archive.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { addressOf } from './address.mjs';
import { claimHalf, removeHalves } from './half-download.mjs';
import { Interruption } from './interruption.mjs';
import { resumedDownload } from './resumed-download.mjs';
import { runWatched } from './watched-run.mjs';

/** How long a download may stand still. */
const stallMs = 60_000;

/** How often a cut download is begun again, and how often a client that can do so goes on with it. */
const [attempts, resumptions] = [3, 20];

/** A client that brought more than this had reached the file itself. */
const reachedBytes = 100_000;

const doing = 'Fetching TensorFlow';

/**
 * One wheel from the Python package index, checked against its hash. A download that is cut goes on where it was, also
 * after the command was ended, where the client tells the wheel's address and curl can read it. Else the client fetches
 * it by name: one that can goes on where it was cut within this command, an older one begins again.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {Parameters<typeof fetchByName>[1]} options
 * @returns {Promise<string>} its file
 * @throws {SetupProblem}
 */
export async function fetchOne(wheel, options) {
  const file = (await fetchByAddress(wheel, options)) ?? (await fetchByName(wheel, options));
  removeHalves(wheel);
  return file;
}

/**
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {Parameters<typeof fetchByName>[1]} options
 * @returns {Promise<string | undefined>} undefined where it cannot be had so
 */
async function fetchByAddress(wheel, options) {
  if (!isOnPath('curl')) return undefined;
  const address = await addressOf(wheel, options);
  if (address === undefined) return undefined;
  const folder = claimHalf(wheel);
  const [kept] = readdirSync(folder);
  const file =
    kept !== undefined && (await isPinned(join(folder, kept), wheel))
      ? join(folder, kept)
      : await resumedDownload(address, { ...options, folder });
  if (file === undefined) return undefined;
  const whole = join(options.scratch, `${wheel.package}.whl`);
  renameSync(file, whole);
  if (await isPinned(whole, wheel)) return whole;
  rmSync(whole);
  if (kept === undefined) throw new SetupProblem(sentences.differs);
  options.say('What was kept of the download is damaged: it is begun again');
  return await fetchByAddress(wheel, options);
}

/**
 * One wheel by name with Python's own client, where need be again from its beginning.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {object} options
 * @param {import('./pip.mjs').Pip} options.pip
 * @param {string} options.scratch folder, removed by the caller
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @param {(bytes: number) => void} [options.onBytes] told again and again how much of it is there
 * @returns {Promise<string>} its file
 * @throws {SetupProblem}
 */
export async function fetchByName(wheel, options) {
  const isCut = options.pip.resumes ? isCutForNewer : isCutForOlder;
  for (let attempt = 1; ; attempt += 1) {
    const folder = join(options.scratch, 'wheel');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const { problem, reached } = await tryOnce(wheel, { ...options, folder });
    if (problem === undefined) return await checked(folder, wheel);
    if (attempt === attempts || !reached || !isCut(problem)) throw problem;
    options.say('The download was cut: it is begun again');
  }
}

/**
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 * @param {Parameters<typeof fetchOne>[1] & { folder: string }} options
 * @returns {Promise<{ problem?: SetupProblem, reached: boolean }>}
 */
async function tryOnce(wheel, { pip, folder, deadline, onBytes }) {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${wheel.package}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  const parameters = [
    ...[...pip.command, 'download', '--require-hashes', '--requirement', requirements, '--no-deps'],
    ...['--only-binary=:all:', '--platform', wheel.platform, '--python-version', wheel.python],
    ...['--dest', folder, '--no-cache-dir', '--progress-bar=off', '--disable-pip-version-check'],
    ...['--no-input', '--timeout=20', '--retries=2'],
    ...(pip.resumes ? [`--resume-retries=${String(resumptions)}`] : []),
  ];
  let most = 0;
  const { code, output, endedFor } = await runWatched('python3', parameters, {
    env: { ...process.env, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
    watch: {
      ...{ folder, stallMs, deadline },
      onSize: (bytes) => {
        most = Math.max(most, bytes);
        onBytes?.(bytes);
      },
    },
  });
  const reached = most > reachedBytes;
  if (endedFor === 'interrupted') return { problem: new Interruption(), reached };
  if (endedFor === 'late')
    return { problem: new SetupProblem(`${doing} took too long: run \`npm run tensorflow\`.`), reached };
  if (endedFor === undefined && code === 0) return { reached };
  return { problem: new SetupProblem(sentenceForPip(output), output), reached };
}

/**
 * @param {string} folder
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
async function checked(folder, { sha256 }) {
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.whl')) ?? 'nothing.whl');
  await requireIntegrity(file, integrityOf(sha256));
  return file;
}

/**
 * Whether a file is byte for byte the wheel that was pinned.
 *
 * @param {string} file
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
export async function isPinned(file, { sha256 }) {
  return await requireIntegrity(file, integrityOf(sha256)).then(
    () => true,
    () => false,
  );
}

/**
 * A hash as registries write it.
 *
 * @param {string} sha256 hexadecimal
 */
function integrityOf(sha256) {
  return `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
}

/**
 * Whether beginning again may help.
 *
 * @param {SetupProblem} problem
 */
function isCutForNewer({ message }) {
  return message === sentences.unreachable;
}

/**
 * The same for a client that takes what it has for the whole when it is cut off, and finds the hash wrong.
 *
 * @param {SetupProblem} problem
 */
function isCutForOlder({ message }) {
  return message === sentences.unreachable || message === sentences.differs;
}

const sentences = {
  differs: `${doing} failed because what came is not the file that was pinned (its sha256 differs), so it was thrown away: run the same command again, and if it happens twice, somebody is changing what you download.`,
  full: `${doing} failed because the disk is full: free some space and run the same command again.`,
  old: `${doing} failed because this pip is too old: type \`python3 -m pip install --user --upgrade pip\` and run the same command again.`,
  unreachable: `${doing} failed because the Python package index cannot be reached or does not have it: connect this machine to the network, or name a mirror with \`python3 -m pip config set global.index-url ADDRESS\`, and run the same command again.`,
};

/**
 * What to tell somebody whose download failed.
 *
 * @param {string} output what pip printed
 */
export function sentenceForPip(output) {
  if (/DO NOT MATCH THE HASHES/i.test(output)) return sentences.differs;
  if (/No space left|ENOSPC/i.test(output)) return sentences.full;
  if (/no such option/i.test(output)) return sentences.old;
  return sentences.unreachable;
}
