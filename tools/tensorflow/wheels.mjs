import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { Interruption } from './interruption.mjs';
import { fetchByName, fetchOne, isPinned } from './fetch.mjs';
import { newerPip, ownPip, pipInside } from './pip.mjs';
import { wheelsOf } from './pinned-wheel.mjs';
import { progressBar } from './progress.mjs';

/**
 * Where a wheel is kept from the end of its download until what it holds is installed, so that neither a download
 * that was cut nor a compilation that failed needs it a second time.
 *
 * @param {import('./pinned-wheel.mjs').PinnedWheel} wheel
 */
export function keptWheel({ package: name, version, platform }) {
  return join(cacheFolder(), `${name}-${version}-${platform}.whl`);
}

/**
 * Megabytes of a build that are still to be fetched.
 *
 * @param {import('./pinned-wheel.mjs').PinnedBuild} build
 */
export function megabytesToFetch(build) {
  return megabytesOf(wheelsOf(build).filter((wheel) => !existsSync(keptWheel(wheel))));
}

/**
 * The pinned wheels of a build, by name from the Python package index with Python's own client, checked against their
 * hashes. Those that are kept from before are checked again, and fetched again where they are damaged.
 *
 * @param {object} options
 * @param {import('./pinned-wheel.mjs').PinnedBuild} options.build
 * @param {string} options.scratch folder, removed by the caller
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @throws {import('../setup/setup-problem.mjs').SetupProblem}
 */
export async function fetchWheels({ build, scratch, deadline, say }) {
  const missing = await missingWheels(wheelsOf(build), say);
  if (missing.length === 0) return;
  const total = megabytesOf(missing);
  const { version } = build.tensorflow;
  const cuda = build.cuda && ` and NVIDIA's libraries of CUDA ${build.cuda.version}`;
  const files = missing.length === 1 ? '' : `${String(missing.length)} files, `;
  say(`Fetching TensorFlow ${version}${cuda ?? ''} (${files}${String(total)} MB, once)`);
  const pip = await pipThatResumes({ scratch, deadline, say });
  const { at, end } = progressBar(total);
  let before = 0;
  try {
    for (const wheel of missing) {
      const onBytes = (/** @type {number} */ bytes) => at(before + Math.min(bytes, wheel.megabytes * 1e6));
      renameSync(await fetchOne(wheel, { pip, scratch, deadline, say, onBytes }), keptWheel(wheel));
      before += wheel.megabytes * 1e6;
      at(before);
    }
  } finally {
    end();
  }
}

/**
 * @param {readonly import('./pinned-wheel.mjs').PinnedWheel[]} wheels
 * @param {(line: string) => void} say
 */
async function missingWheels(wheels, say) {
  const missing = [];
  for (const wheel of wheels) {
    const kept = keptWheel(wheel);
    const stands = existsSync(kept);
    if (stands && (await isPinned(kept, wheel))) continue;
    if (stands) {
      say('The wheel that was kept is damaged');
      rmSync(kept, { force: true });
    }
    missing.push(wheel);
  }
  return missing;
}

/**
 * A client that goes on with downloads that were cut: the machine's own, else a newer one that is fetched with it;
 * where that cannot be had, the machine's own all the same.
 *
 * @param {{ scratch: string, deadline: number, say: (line: string) => void }} options
 * @returns {Promise<import('./pip.mjs').Pip>}
 */
async function pipThatResumes(options) {
  const own = ownPip();
  if (own.resumes) return own;
  try {
    const wheel = await fetchByName(newerPip, { pip: own, ...options });
    const kept = join(options.scratch, `pip-${newerPip.version}-py3-none-any.whl`);
    renameSync(wheel, kept);
    const newer = pipInside(kept);
    return newer.resumes ? newer : own;
  } catch (error) {
    if (error instanceof Interruption) throw error;
    return own;
  }
}

/** @param {readonly import('./pinned-wheel.mjs').PinnedWheel[]} wheels */
function megabytesOf(wheels) {
  return wheels.reduce((sum, { megabytes }) => sum + megabytes, 0);
}
