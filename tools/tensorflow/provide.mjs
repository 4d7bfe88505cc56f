import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { requireFreeSpace } from '../setup/disk-space.mjs';
import { writeInventory } from '../setup/inventory.mjs';
import { clearAbandoned, scratchName } from '../setup/scratch.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { provideSystemPackages } from '../setup/system-packages.mjs';
import { fromWheels } from './from-wheels.mjs';
import { ownDownload } from './own-download.mjs';
import { pinnedBuild } from './pinned-wheel.mjs';
import { aboutName, nativeFolder, readyTensorflow } from './places.mjs';
import { refuseProcessorWithoutAvx } from './processor.mjs';
import { megabytesToFetch } from './wheels.mjs';

/** What the package's own download takes, where no wheels are pinned. */
const megabytesOfPackage = 1300;

/**
 * Sees to a working native TensorFlow in the cache: the addon package's own download, else one built from the pinned
 * wheels. It appears under its final name only when it is complete and has computed something; whatever goes wrong,
 * what was there before stays and nothing half-made is left.
 *
 * @param {object} options
 * @param {string} options.root folder that holds node_modules
 * @param {(line: string) => void} options.say
 * @param {import('./pinned-wheel.mjs').Kind} [options.kind] left out: the one that is there, else the processor's
 * @param {boolean} [options.fromPackage] whether to try the package's own download first
 * @param {number} [options.limitMs] when to give up
 * @param {import('./pinned-wheel.mjs').PinnedBuild} [options.build]
 * @returns {Promise<import('./places.mjs').About>}
 * @throws {SetupProblem} why there is none, in one sentence
 */
export async function provideTensorflow({
  root,
  say,
  kind,
  fromPackage = true,
  limitMs = Infinity,
  build = pinnedBuild(kind ?? 'processor'),
}) {
  const standing = readyTensorflow(kind);
  if (standing) return standing;
  refuseProcessorWithoutAvx();
  const deadline = Date.now() + limitMs;
  const cache = cacheFolder();
  clearCutShort(cache, say);
  const megabytes = build === undefined ? megabytesOfPackage : build.megabytes + megabytesToFetch(build);
  requireFreeSpace(cache, megabytes, 'Native TensorFlow and its download');
  const scratch = join(cache, scratchName('tensorflow'));
  mkdirSync(scratch, { recursive: true });
  try {
    const made =
      (fromPackage && (await ownDownload({ root, scratch, deadline, say, ...(kind && { kind }) }))) ||
      (await buildFromWheels({ root, scratch, deadline, say, build }));
    writeFileSync(join(made.folder, aboutName), JSON.stringify(made.about));
    writeInventory(made.folder);
    rmSync(nativeFolder(), { recursive: true, force: true });
    renameSync(made.folder, nativeFolder());
    return made.about;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.scratch
 * @param {number} options.deadline
 * @param {(line: string) => void} options.say
 * @param {import('./pinned-wheel.mjs').PinnedBuild | undefined} options.build
 */
async function buildFromWheels({ build, ...options }) {
  if (build === undefined) {
    throw new SetupProblem(
      `This native TensorFlow cannot be had here: the addon package's own download does not work, and no wheel is known for ${process.platform} ${process.arch}; the console computes without it.`,
    );
  }
  await provideSystemPackages(['tensorflow'], options.say);
  return fromWheels({ ...options, build });
}

/**
 * Removes what an installation left that was cut short, and says so.
 *
 * @param {string} cache
 * @param {(line: string) => void} say
 */
function clearCutShort(cache, say) {
  mkdirSync(cache, { recursive: true });
  const unfinished = () =>
    readdirSync(cache).filter((name) => name.startsWith('.unfinished-tensorflow-')).length;
  const before = unfinished();
  clearAbandoned(cache);
  if (unfinished() < before) say('The last installation was cut short: it is made again');
}
