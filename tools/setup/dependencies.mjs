import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireFreeSpace } from './disk-space.mjs';
import { npm } from './npm.mjs';

/**
 * Brings `node_modules` in line with `package-lock.json`. A stamp inside `node_modules` names the lock it was
 * installed from, so an installation cut short has none and is made again.
 *
 * @param {string} root folder that holds package.json
 * @param {(line: string) => void} say
 */
export async function installDependencies(root, say) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.metropole-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!installedByHand(root, lock.toString('utf8'))) {
    requireFreeSpace(root, 1500, 'The packages');
    say('Installing the packages of package-lock.json');
    await npm(['ci', '--no-audit', '--no-fund'], { cwd: root, doing: 'Installing the packages' });
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether somebody's own `npm install` has already brought every package the lock names. npm writes its record
 * last, so a record that agrees means a complete installation.
 *
 * @param {string} root
 * @param {string} lock
 */
function installedByHand(root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(readFileSync(record, 'utf8'));
  const optional = /** @param {LockedPackage} entry */ (entry) =>
    entry.optional === true || entry.peer === true;
  return Object.entries(packagesOf(lock)).every(
    ([path, entry]) =>
      path === '' || installed[path]?.version === entry.version || (optional(entry) && !installed[path]),
  );
}

/**
 * @typedef {{ version?: string, optional?: boolean, peer?: boolean }} LockedPackage
 * @param {string} lock
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(lock) {
  return JSON.parse(lock).packages ?? {};
}
