import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { Interruption } from './interruption.mjs';
import { runWatched } from './watched-run.mjs';

const stallMs = 60_000;

/** How often a download goes on that was cut and had brought something, and how often it is begun again. */
const [resumptions, restarts] = [20, 2];

/** What curl ends with where the other side always sends everything, or holds less than is here. */
const cannotGoOn = [33, 36];

/**
 * Brings a file to a folder with curl, from the byte on that the folder already holds.
 *
 * @param {string} address
 * @param {object} options
 * @param {string} options.folder
 * @param {number} options.deadline epoch milliseconds
 * @param {(bytes: number) => void} [options.onBytes] told again and again how much of it is there
 * @returns {Promise<string | undefined>} the file; undefined where nothing more comes from there
 * @throws {SetupProblem}
 */
export async function resumedDownload(address, { folder, deadline, onBytes }) {
  const file = join(folder, 'file');
  let begunAgain = 0;
  for (let cut = 0; cut <= resumptions; cut += 1) {
    const before = sizeOf(file);
    const parameters = [
      ...['--fail', '--location', '--silent', '--show-error', '--connect-timeout', '20'],
      ...['--continue-at', '-', '--output', file, address],
    ];
    const { code, endedFor } = await runWatched('curl', parameters, {
      watch: { folder, stallMs, deadline, ...(onBytes && { onSize: onBytes }) },
    });
    if (endedFor === 'interrupted')
      throw new Interruption('what was fetched is kept, and the same command goes on with it');
    if (endedFor === 'late')
      throw new SetupProblem(
        'Fetching TensorFlow took too long; what was fetched is kept: run `npm run tensorflow`.',
      );
    if (code === 0) return file;
    if (cannotGoOn.includes(code)) {
      rmSync(file, { force: true });
      begunAgain += 1;
      if (begunAgain > restarts) return undefined;
    } else if (sizeOf(file) === before) return undefined;
  }
  return undefined;
}

/** @param {string} file */
function sizeOf(file) {
  return existsSync(file) ? statSync(file).size : 0;
}
