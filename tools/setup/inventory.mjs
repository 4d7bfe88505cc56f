import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The list of files inside a folder. */
export const inventoryName = 'inventory.json';

/**
 * Writes down every file of a folder with its size, so that damage can be seen later at little cost.
 *
 * @param {string} folder
 */
export function writeInventory(folder) {
  writeFileSync(join(folder, inventoryName), JSON.stringify(sizesIn(folder, '')));
}

/**
 * Whether a folder still holds what its inventory says; false where it has none.
 *
 * @param {string} folder
 */
export function agreesWithInventory(folder) {
  const list = join(folder, inventoryName);
  if (!existsSync(list)) return false;
  const sizes = Object.entries(JSON.parse(readFileSync(list, 'utf8')));
  return sizes.every(
    ([path, size]) => statSync(join(folder, path), { throwIfNoEntry: false })?.size === size,
  );
}

/**
 * @param {string} folder
 * @param {string} within path inside the folder
 * @returns {Record<string, number>} bytes by path
 */
function sizesIn(folder, within) {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
    const path = join(within, entry.name);
    if (entry.isDirectory()) Object.assign(sizes, sizesIn(folder, path));
    else if (entry.isFile()) sizes[path] = statSync(join(folder, path)).size;
  }
  return sizes;
}
