import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../processes.mjs';
import { addonPath } from './places.mjs';

const program = fileURLToPath(new URL('./product-of-addon.mjs', import.meta.url));
/** CUDA translates its code for a card that it has not met before. */
const limitMs = 5 * 60_000;

/**
 * Loads a native TensorFlow in a process of its own, which may die of it, and lets it multiply two matrices.
 *
 * @param {string} folder of native TensorFlow
 * @returns {Promise<{ tensorflow: string | undefined, usesCard: boolean, output: string }>} its version, undefined where
 *   it does not work, and whether a graphics card did the work
 */
export async function tryAddon(folder) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '1', TF_FORCE_GPU_ALLOW_GROWTH: 'true' };
  const { code, output } = await run(process.execPath, [program, join(folder, addonPath)], {
    env,
    timeoutMs: limitMs,
  });
  const version = /^TensorFlow (\S+)$/m.exec(output)?.[1];
  return {
    tensorflow: code === 0 ? version : undefined,
    usesCard: /^On a graphics card$/m.test(output),
    output,
  };
}
