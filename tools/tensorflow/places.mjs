import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { agreesWithInventory } from '../setup/inventory.mjs';
import { pinnedBuild } from './pinned-wheel.mjs';

/** Where the addon stands inside the folder of native TensorFlow; it finds its libraries in `deps/lib` from there. */
export const addonPath = join('lib', 'napi-v8', 'tfjs_binding.node');

/** Notes inside the folder of native TensorFlow: see {@link About}. */
export const aboutName = 'about.json';

/**
 * @typedef {object} About
 * @property {string} tensorflow version
 * @property {'package' | 'wheel'} origin the addon package's own download, or built from the pinned wheels
 * @property {import('./pinned-wheel.mjs').Cuda} [cuda] there where it computes on NVIDIA's cards
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
 * What native TensorFlow this machine has, or undefined where it has none, a damaged one, one of another kind than is
 * wanted, or one built from other wheels than the pinned ones.
 *
 * @param {import('./pinned-wheel.mjs').Kind} [wanted] left out: either will do
 * @returns {About | undefined}
 */
export function readyTensorflow(wanted) {
  const folder = nativeFolder();
  if (!agreesWithInventory(folder)) return undefined;
  /** @type {About} */
  const about = JSON.parse(readFileSync(join(folder, aboutName), 'utf8'));
  const kind = about.cuda === undefined ? 'processor' : 'nvidia';
  if (wanted !== undefined && wanted !== kind) return undefined;
  const pinned = pinnedBuild(kind);
  const isPinned =
    about.tensorflow === pinned?.tensorflow.version && about.cuda?.version === pinned.cuda?.version;
  return about.origin === 'package' || isPinned ? about : undefined;
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
