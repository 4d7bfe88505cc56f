import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Interruption } from './interruption.mjs';
import { addonPath } from './places.mjs';
import { tryAddon } from './try-addon.mjs';
import { runWatched } from './watched-run.mjs';

/** What the package's install script works with, and on. */
const parts = ['package.json', 'scripts', 'binding', 'binding.gyp'];

/** The script itself waits for ever: so long may it bring nothing. */
const patienceMs = 20_000;

/**
 * @typedef {object} Made
 * @property {string} folder holds addon and libraries
 * @property {import('./places.mjs').About} about
 */

/** What the downloaded TensorFlow was built for. It brings no library of NVIDIA's: these have to be installed. @type {import('./pinned-wheel.mjs').Cuda} */
const cudaOfPackage = { version: '11.2', leastDriver: 450 };

/**
 * Native TensorFlow by the install script that `@tensorflow/tfjs-node` brings, or undefined where what it downloads
 * cannot be reached or does not work here. The script runs on a copy, so the installed package stays as it is.
 * What it downloads is named by the package's version; its publisher gives no hashes to pin.
 *
 * @param {object} options
 * @param {string} options.root folder that holds node_modules
 * @param {string} options.scratch folder, removed by the caller
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @param {import('./pinned-wheel.mjs').Kind} [options.kind]
 * @param {number} [options.stallMs] how long it may bring nothing
 * @returns {Promise<Made | undefined>}
 */
export async function ownDownload({
  root,
  scratch,
  deadline,
  say,
  kind = 'processor',
  stallMs = patienceMs,
}) {
  const packages = join(root, 'node_modules');
  const folder = join(scratch, 'own', 'package');
  mkdirSync(folder, { recursive: true });
  for (const part of parts) {
    cpSync(join(packages, '@tensorflow', 'tfjs-node', part), join(folder, part), { recursive: true });
  }
  symlinkSync(packages, join(scratch, 'own', 'node_modules'), 'junction');
  const variant = kind === 'nvidia' ? ['gpu'] : [];
  say("Trying the addon package's own download");
  const { code, endedFor } = await runWatched(process.execPath, [join('scripts', 'install.js'), ...variant], {
    cwd: folder,
    env: { ...process.env, PATH: [join(packages, '.bin'), process.env['PATH']].join(delimiter) },
    watch: { folder, stallMs, deadline },
  });
  if (endedFor === 'interrupted') throw new Interruption();
  if (code !== 0 || !existsSync(join(folder, addonPath))) {
    say('It cannot be had from here');
    return undefined;
  }
  const made = join(scratch, 'from-package');
  mkdirSync(made);
  rmSync(join(folder, 'deps', 'include'), { recursive: true, force: true });
  for (const part of ['lib', 'deps']) renameSync(join(folder, part), join(made, part));
  const { tensorflow, usesCard } = await tryAddon(made);
  if (tensorflow !== undefined && kind === 'processor')
    return { folder: made, about: { tensorflow, origin: 'package' } };
  // Without the libraries of exactly that CUDA it would compute on the processor for ever.
  if (tensorflow !== undefined && usesCard)
    return { folder: made, about: { tensorflow, origin: 'package', cuda: cudaOfPackage } };
  say(
    tensorflow === undefined
      ? 'What it brought does not work here'
      : `What it brought finds no card with CUDA ${cudaOfPackage.version} here`,
  );
  return undefined;
}
