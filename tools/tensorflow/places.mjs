import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { agreesWithInventory } from '../setup/inventory.mjs';
import { pinnedWheel } from './pinned-wheel.mjs';

/** Where the addon stands inside the folder of native TensorFlow; it finds its libraries in `deps/lib` from there. */
export const addonPath = join('lib', 'napi-v8', 'tfjs_binding.node');

/** Notes inside the folder of native TensorFlow: see {@link About}. */
export const aboutName = 'about.json';

/**
 * @typedef {object} About
 * @property {string} tensorflow version
 * @property {'package' | 'wheel'} origin the addon package's own download, or built from the pinned wheel
 */

/** The folder of native TensorFlow: addon, libraries, licences. One for all checkouts of this user. */
export function nativeFolder() {
  return join(cacheFolder(), `tensorflow-${process.platform}-${process.arch}`);
}

/** A note beside that folder: the console is to use it. Without the note it serves the tests alone. */
export function inUseNote() {
  return `${nativeFolder()}.in-use`;
}

/**
 * What native TensorFlow this machine has, or undefined where it has none, a damaged one, or one built from another
 * wheel than the pinned one.
 *
 * @returns {About | undefined}
 */
export function readyTensorflow() {
  const folder = nativeFolder();
  if (!agreesWithInventory(folder)) return undefined;
  /** @type {About} */
  const about = JSON.parse(readFileSync(join(folder, aboutName), 'utf8'));
  return about.origin === 'package' || about.tensorflow === pinnedWheel()?.version ? about : undefined;
}

/**
 * The folder of the native TensorFlow that the console is to use, or undefined. It may be damaged: the console says so.
 * METROPOLE_TENSORFLOW decides in the note's place: `on` takes what is there, `off` takes none.
 */
export function tensorflowInUse() {
  const folder = nativeFolder();
  const choice = process.env['METROPOLE_TENSORFLOW'];
  const wanted = choice === 'on' || (choice !== 'off' && existsSync(inUseNote()));
  return wanted && existsSync(folder) ? folder : undefined;
}
