import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build is made of: a change in any of these makes it stale. */
const ingredients = [
  'assets',
  'main',
  'models',
  'renderer',
  'tools/build',
  'package.json',
  'package-lock.json',
];

/**
 * One hash over the path, size and modification time of everything a build is made of, or of some of it.
 *
 * @param {string} root folder that holds package.json
 * @param {readonly string[]} [parts] relative to root
 * @returns {string} sha256, hexadecimal
 */
export function sourcesFingerprint(root, parts = ingredients) {
  const hash = createHash('sha256');
  for (const part of parts) addTo(hash, root, part);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path relative to root; one that does not exist adds nothing
 */
function addTo(hash, root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addTo(hash, root, `${path}/${name}`);
  } else if (found) {
    hash.update(`${path}\0${String(found.size)}\0${String(found.mtimeMs)}\n`);
  }
}
