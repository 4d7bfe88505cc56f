import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, sharedCache } from '../setup/cache-folder.mjs';
import { executableIn } from '../setup/runtime-layout.mjs';
import { clearAbandoned, putInPlace, scratchName } from '../setup/scratch.mjs';
import { applicationFolder } from './application-folder.mjs';
import { linkTree } from './hard-links.mjs';
import { dropStagesOfLostCheckouts } from './lost-checkouts.mjs';

/** Where stages stand that another user than the one who builds has to read. */
const sharedStages = join(sharedCache, 'stages');

/**
 * @typedef {object} Stage
 * @property {string} folder of the runtime copy
 * @property {string} executable
 * @property {readonly string[]} parameters that go before the console's own
 */

/**
 * Puts this checkout's build where an Electron can run it: on Linux at `resources/app` of a runtime copy of its own,
 * elsewhere as the runtime's first parameter.
 *
 * @param {object} what
 * @param {string} what.root folder that holds package.json
 * @param {string} what.fingerprint of the build
 * @param {import('../setup/electron-runtime.mjs').Runtime} what.runtime
 * @param {import('../setup/ordinary-user.mjs').User | undefined} what.user who will run it, where not this process
 * @returns {Stage}
 */
export function stage({ root, fingerprint, runtime, user }) {
  if (process.platform !== 'linux') {
    return { folder: runtime.folder, executable: join(runtime.folder, executableIn()), parameters: [root] };
  }
  const stages = user ? sharedStages : join(cacheFolder(), 'stages');
  mkdirSync(stages, { recursive: true });
  dropStagesOfLostCheckouts(stages);
  const checkout = join(stages, createHash('sha256').update(root).digest('hex').slice(0, 16));
  mkdirSync(checkout, { recursive: true });
  clearAbandoned(checkout);
  writeFileSync(join(checkout, 'checkout'), root);
  const folder = runtimeCopy(checkout, runtime);
  const application = user ? applicationFolder(root, checkout, fingerprint) : root;
  pointTo(application, join(folder, 'resources', 'app'));
  return { folder, executable: join(folder, executableIn()), parameters: [] };
}

/**
 * @param {string} checkout stage folder of this checkout
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
function runtimeCopy(checkout, runtime) {
  const version = join(runtime.folder, 'version');
  const origin = existsSync(version) ? readFileSync(version, 'utf8').trim() : '';
  const name = createHash('sha256').update(`${runtime.folder}\n${origin}`).digest('hex').slice(0, 12);
  const folder = join(checkout, `runtime-${name}`);
  if (existsSync(folder)) return folder;
  const scratch = join(checkout, scratchName('runtime'));
  rmSync(scratch, { recursive: true, force: true });
  linkTree(runtime.folder, scratch, (entry) => entry !== 'app');
  putInPlace(scratch, folder);
  return folder;
}

/**
 * @param {string} target
 * @param {string} link replaced in one step, so that a start beside this one finds either the old or the new
 */
function pointTo(target, link) {
  const scratch = `${link}-${String(process.pid)}`;
  rmSync(scratch, { force: true });
  symlinkSync(target, scratch);
  renameSync(scratch, link);
}
