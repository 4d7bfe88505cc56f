import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages the bundles leave outside themselves. */
const outside = ['@duckdb/node-api'];

/**
 * The installed packages that the built application loads at run time, with everything those depend on.
 *
 * @param {string} root folder that holds node_modules
 * @returns {string[]} names, sorted
 */
export function nativePackages(root) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const name of outside) gather(root, name, found);
  return [...found].sort();
}

/**
 * @param {string} root
 * @param {string} name
 * @param {Set<string>} found
 */
function gather(root, name, found) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  if (found.has(name) || !existsSync(manifest)) return;
  found.add(name);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) gather(root, next, found);
}
