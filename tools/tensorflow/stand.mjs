import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { linkTree } from '../launch/hard-links.mjs';
import { sharedCache } from '../setup/cache-folder.mjs';
import { agreesWithInventory, inventoryName } from '../setup/inventory.mjs';
import { clearAbandoned, scratchName } from '../setup/scratch.mjs';
import { tensorflowInUse } from './places.mjs';

/** What a build calls the native TensorFlow that it is to use: in a checkout a link to the cache, in an installer a folder. */
const name = 'tensorflow';

/**
 * Makes a build use the native TensorFlow that is installed, or none.
 *
 * @param {string} build folder
 * @param {string | undefined} [folder]
 */
export function standTensorflow(build, folder = tensorflowInUse()) {
  const link = join(build, name);
  if (tensorflowOf(build) === folder) return;
  rmSync(link, { recursive: true, force: true });
  if (folder !== undefined) symlinkSync(folder, link, 'junction');
}

/**
 * The folder of native TensorFlow that a build in a checkout links to, if any.
 *
 * @param {string} build folder
 */
export function tensorflowOf(build) {
  const link = join(build, name);
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(link) : undefined;
}

/**
 * Puts the native TensorFlow of a build into a copy of that build as files of its own, hard links where possible.
 *
 * @param {string} build folder
 * @param {string} copy of it
 */
export function takeTensorflow(build, copy) {
  const folder = tensorflowOf(build);
  rmSync(join(copy, name), { recursive: true, force: true });
  if (folder !== undefined && existsSync(folder)) linkTree(folder, join(copy, name));
}

/**
 * A place from which every user may load a native TensorFlow: hard links where the disk allows it, else one copy for
 * all checkouts and builds. What was shared before is dropped: a console that runs from it keeps what it has loaded.
 *
 * @param {string} folder of native TensorFlow
 * @param {string} [cache]
 * @returns {string}
 */
export function sharedTensorflow(folder, cache = sharedCache) {
  const shared = join(cache, `${sharedPrefix}${stampOf(folder)}`);
  if (agreesWithInventory(shared)) return shared;
  mkdirSync(cache, { recursive: true });
  clearAbandoned(cache);
  const scratch = join(cache, scratchName(name));
  rmSync(scratch, { recursive: true, force: true });
  linkTree(folder, scratch);
  for (const old of sharedByName(cache)) rmSync(old, { recursive: true, force: true });
  renameSync(scratch, shared);
  return shared;
}

const sharedPrefix = 'tensorflow-';

/**
 * Every shared place, whatever it was made from.
 *
 * @param {string} [cache]
 */
export function sharedByName(cache = sharedCache) {
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((entry) => entry.startsWith(sharedPrefix))
    .map((entry) => join(cache, entry));
}

/**
 * Tells one native TensorFlow from another.
 *
 * @param {string} folder
 */
export function stampOf(folder) {
  const inventory = join(folder, inventoryName);
  const content = existsSync(inventory) ? readFileSync(inventory) : '';
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
