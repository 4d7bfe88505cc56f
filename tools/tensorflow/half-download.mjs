import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { isAlive } from '../setup/scratch.mjs';

/**
 * The folder of a download that this process goes on with: the one that an earlier process left cut, else a new one. It
 * carries its owner's number, so that two processes never write to one file.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
export function claimHalf(wheel) {
  const own = join(cacheFolder(), `${prefixOf(wheel)}${String(process.pid)}`);
  for (const left of halvesOf(wheel).filter(({ owner }) => !isAlive(owner))) {
    try {
      renameSync(left.folder, own);
      return own;
    } catch {
      // Another process was quicker, or one is claimed already.
    }
  }
  mkdirSync(own, { recursive: true });
  return own;
}

/**
 * Removes what is left of a wheel's cut downloads, except what another process goes on with.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
export function removeHalves(wheel) {
  for (const { folder, owner } of halvesOf(wheel)) {
    if (owner === process.pid || !isAlive(owner)) rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('./pinned-wheel.mjs').PinnedWheel} wheel */
function halvesOf(wheel) {
  const prefix = prefixOf(wheel);
  return namesIn(cacheFolder())
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ folder: join(cacheFolder(), name), owner: Number(name.slice(prefix.length)) }));
}

/** @param {import('./pinned-wheel.mjs').PinnedWheel} wheel */
function prefixOf({ package: name, version, platform }) {
  return `.half-${name}-${version}-${platform}-`;
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
