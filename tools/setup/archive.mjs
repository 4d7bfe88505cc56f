import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { run } from '../processes.mjs';
import { SetupProblem } from './setup-problem.mjs';

/**
 * Refuses a file that is not byte for byte the one that was pinned.
 *
 * @param {string} file
 * @param {string} integrity `sha512-` or `sha256-` and the hash in base64, as registries write it
 * @throws {SetupProblem}
 */
export async function requireIntegrity(file, integrity) {
  const algorithm = integrity.startsWith('sha256-') ? 'sha256' : 'sha512';
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  if (`${algorithm}-${hash.digest('base64')}` === integrity) return;
  throw new SetupProblem(
    `${basename(file)} is not the file that was pinned (its ${algorithm} differs), so it was thrown away: run the same command again, and if it happens twice, somebody is changing what you download.`,
  );
}

/**
 * Unpacks a gzipped tar archive.
 *
 * @param {string} file
 * @param {string} folder exists
 * @param {readonly string[]} [parameters] further parameters of tar
 * @throws {SetupProblem}
 */
export async function unpack(file, folder, parameters = []) {
  const { code, output } = await run('tar', ['-xzf', file, '-C', folder, '--no-same-owner', ...parameters]);
  if (code === 0) return;
  throw new SetupProblem(
    `Unpacking ${basename(file)} failed: free some space and run the same command again.`,
    lastLines(output),
  );
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split('\n').slice(-5).join('\n');
}
