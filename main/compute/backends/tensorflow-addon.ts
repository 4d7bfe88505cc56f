import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import util from 'node:util';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { MetropoleError } from '../../common/errors.ts';

/** Why native TensorFlow cannot be used: the `reason` of `backend-unavailable`. */
type TensorflowRefusal = 'missing' | 'processor' | 'damaged' | 'unloadable';

/**
 * What TensorFlow and NVIDIA's libraries read once, as they are loaded: no small talk; no more of a card's memory than
 * is needed, as others draw on it; products of numbers as they are, not rounded to the ten bits of TF32.
 */
const surroundings = {
  TF_CPP_MIN_LOG_LEVEL: '1',
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  NVIDIA_TF32_OVERRIDE: '0',
};

/**
 * Loads the native addon of TensorFlow into this process. What would end the process instead of failing (a processor
 * it was not made for, a library cut short) is looked at before.
 * @param folder holds the addon, its libraries and an inventory of them
 * @throws MetropoleError `backend-unavailable` with a {@link TensorflowRefusal}
 */
export function loadTensorflowAddon(folder: string): TFJSBinding {
  const addon = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
  if (folder === '' || !existsSync(addon)) throw refusal('missing', folder);
  if (lacksAvx()) throw refusal('processor');
  const damaged = damagedFile(folder);
  if (damaged !== undefined) throw refusal('damaged', damaged);
  bringBackWhatNodeRemoved();
  for (const [name, value] of Object.entries(surroundings)) process.env[name] ??= value;
  const loaded: { exports: unknown } = { exports: {} };
  try {
    process.dlopen(loaded, addon);
  } catch (thrown) {
    throw refusal('unloadable', String(thrown), thrown);
  }
  if (!isBinding(loaded.exports)) throw refusal('unloadable', `${addon} is another addon`);
  return loaded.exports;
}

function refusal(reason: TensorflowRefusal, detail?: string, cause?: unknown): MetropoleError {
  return new MetropoleError('backend-unavailable', { backend: 'tensorflow', reason }, detail, cause);
}

function isBinding(exports: unknown): exports is TFJSBinding {
  return typeof exports === 'object' && exports !== null && 'executeOp' in exports && 'TF_Version' in exports;
}

/** TensorFlow for x64 is compiled for AVX and ends its process where there is none. */
function lacksAvx(): boolean {
  if (process.arch !== 'x64' || process.platform !== 'linux') return false;
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  return flags !== undefined && !/\bavx\b/.test(flags);
}

/** The first file that is not as large as the inventory says, if any; the inventory itself where there is none. */
function damagedFile(folder: string): string | undefined {
  const inventory = join(folder, 'inventory.json');
  const sizes = entriesIn(inventory);
  if (sizes.length === 0) return inventory;
  return sizes
    .map(([path, size]) => ({ file: join(folder, path), size }))
    .find(({ file, size }) => statSync(file, { throwIfNoEntry: false })?.size !== size)?.file;
}

function entriesIn(inventory: string): [string, unknown][] {
  try {
    const sizes: unknown = JSON.parse(readFileSync(inventory, 'utf8'));
    return typeof sizes === 'object' && sizes !== null ? Object.entries(sizes) : [];
  } catch {
    return [];
  }
}

/** The kernels call this function, which Node 23 and newer no longer have. */
function bringBackWhatNodeRemoved(): void {
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === undefined || value === null });
}
