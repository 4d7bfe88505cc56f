import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolder, repositoryRoot, scratchFolder } from '../paths.mjs';
import { standTensorflow } from '../tensorflow/stand.mjs';
import { sourcesFingerprint } from './fingerprint.mjs';

const stampName = 'built-from.json';

/**
 * Builds the application into `dist/` unless what stands there was built from the same sources, and makes it use the
 * native TensorFlow that is installed.
 * The new build replaces the old one only when it is complete, so a build cut short leaves nothing half-made.
 *
 * @param {{ force?: boolean, say: (line: string) => void }} options
 * @returns {Promise<string>} the fingerprint of the build
 */
export async function buildIfStale({ force = false, say }) {
  const fingerprint = sourcesFingerprint(repositoryRoot);
  if (force || builtFingerprint() !== fingerprint) await build(fingerprint, say);
  standTensorflow(builtFolder);
  return fingerprint;
}

/**
 * @param {string} fingerprint
 * @param {(line: string) => void} say
 */
async function build(fingerprint, say) {
  say('Building the console');
  const started = Date.now();
  const target = join(scratchFolder, `build-${String(process.pid)}`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  try {
    const [
      { buildSides },
      { buildPages },
      { buildComputeWindow },
      { copyAssets },
      { copySampleCity },
      { prepareCity },
    ] = await Promise.all([
      import('./sides.mjs'),
      import('./pages.mjs'),
      import('./compute-window.mjs'),
      import('./assets.mjs'),
      import('./sample-city.mjs'),
      import('./prepared-city.mjs'),
    ]);
    await buildSides(repositoryRoot, target);
    await buildPages(repositoryRoot, target);
    await buildComputeWindow(repositoryRoot, target);
    copyAssets(repositoryRoot, target);
    await copySampleCity(repositoryRoot, target, say, async (folder) => {
      const { runGenerator } = await import('./generator.mjs');
      if ((await runGenerator(['--out', folder, '--no-truth'])) !== 0)
        throw new Error('the generator failed');
    });
    await prepareCity(repositoryRoot, target, say);
    writeFileSync(join(target, stampName), JSON.stringify({ fingerprint }));
    putInPlace(target);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** @returns {string | undefined} */
function builtFingerprint() {
  const stamp = join(builtFolder, stampName);
  if (!existsSync(stamp)) return undefined;
  return JSON.parse(readFileSync(stamp, 'utf8')).fingerprint;
}

/**
 * Another build of this checkout may come in between the two steps: then it is replaced in its turn.
 *
 * @param {string} target a complete build
 */
function putInPlace(target) {
  const old = join(scratchFolder, `replaced-${String(process.pid)}`);
  for (let left = 5; ; left -= 1) {
    try {
      if (existsSync(builtFolder)) renameSync(builtFolder, old);
      renameSync(target, builtFolder);
      return;
    } catch (error) {
      if (left === 0 || !existsSync(target)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}
