import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A name for unfinished work, which tells whose it is.
 *
 * @param {string} what
 */
export function scratchName(what) {
  return `.unfinished-${what}-${String(process.pid)}`;
}

/**
 * Gives finished work its name, in one step. Where another process was quicker, its work stands and ours is dropped.
 *
 * @param {string} scratch
 * @param {string} folder
 */
export function putInPlace(scratch, folder) {
  try {
    renameSync(scratch, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Removes the unfinished work of processes that are gone.
 *
 * @param {string} folder need not exist
 */
export function clearAbandoned(folder) {
  for (const name of entriesOf(folder)) {
    const owner = /^\.unfinished-.*-(\d+)$/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Whether a process of this number runs.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
