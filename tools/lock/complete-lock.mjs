import { platformOf } from './platform-of.mjs';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * Adds to a lock the packages for other platforms that the registry it was made with does not have. Without them
 * `npm ci` refuses the lock everywhere; with them every platform finds its own. They carry no hash: what cannot be
 * fetched cannot be hashed.
 *
 * @param {Lock} lock changed in place
 * @returns {string[]} names of what was added
 */
export function completeLock(lock) {
  /** @type {string[]} */
  const added = [];
  for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const path = `node_modules/${name}`;
      const platform = platformOf(name);
      if (lock.packages[path] || platform === undefined || !/^\d/.test(version)) continue;
      lock.packages[path] = { version, ...platform, ...(dev ? { dev } : {}), ...{ optional: true } };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
  return added;
}

/**
 * @param {[string, LockEntry]} one
 * @param {[string, LockEntry]} other
 */
function byPath([one], [other]) {
  return one.localeCompare(other, 'en');
}
