import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from '../build/build.mjs';
import { repositoryRoot } from '../paths.mjs';
import { runHere } from '../processes.mjs';
import { packageProgram } from '../checks/package-program.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { electronRuntime } from '../setup/electron-runtime.mjs';
import { registryPackage } from '../setup/registry-runtime.mjs';
import { layOutApplication } from './application.mjs';

/**
 * `npm run package`: packs the console into `release/` with the runtime this machine has. Without parameters it
 * makes an unpacked folder, which needs no network; parameters go to electron-builder (`--linux AppImage deb`).
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function packageConsole(parameters) {
  await installDependencies(repositoryRoot, console.log);
  await buildIfStale({ say: console.log });
  const runtime = await electronRuntime(repositoryRoot, console.log);
  layOutApplication(repositoryRoot, join(repositoryRoot, 'release', 'app'));
  const chosen = parameters.length > 0 ? parameters : ['--dir'];
  return runHere(
    process.execPath,
    [
      packageProgram('electron-builder'),
      'build',
      '--publish=never',
      `--config.electronDist=${runtime.folder}`,
      `--config.electronVersion=${versionOf(runtime)}`,
      ...chosen,
    ],
    { cwd: repositoryRoot },
  );
}

/** @param {import('../setup/electron-runtime.mjs').Runtime} runtime */
function versionOf({ folder, origin }) {
  const stamp = join(folder, 'version');
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim().replace(/^v/, '');
  if (origin === 'registry') return registryPackage.electron;
  return JSON.parse(readFileSync(join(repositoryRoot, 'node_modules', 'electron', 'package.json'), 'utf8'))
    .version;
}
