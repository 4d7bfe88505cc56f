import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupProblem } from './setup-problem.mjs';

/**
 * Makes sure that a folder's disk has room before something large is put there.
 *
 * @param {string} folder need not exist yet
 * @param {number} megabytes
 * @param {string} purpose what the room is for, as in `the packages`
 * @param {(folder: string) => { bavail: number, bsize: number }} [statistics]
 * @throws {SetupProblem}
 */
export function requireFreeSpace(folder, megabytes, purpose, statistics = statfsSync) {
  const standing = nearestExisting(folder);
  const { bavail, bsize } = statistics(standing);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free >= megabytes) return;
  throw new SetupProblem(
    `${purpose} need ${String(megabytes)} MB and the disk of ${standing} has ${String(free)} MB left: free some space and run the same command again.`,
  );
}

/** @param {string} folder */
function nearestExisting(folder) {
  let standing = folder;
  while (!existsSync(standing) && dirname(standing) !== standing) standing = dirname(standing);
  return standing;
}
