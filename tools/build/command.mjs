import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { buildIfStale } from './build.mjs';

/**
 * `npm run build`: builds into `dist/`, also where nothing changed.
 *
 * @returns {Promise<number>} exit status
 */
export async function build() {
  await installDependencies(repositoryRoot, console.log);
  await buildIfStale({ force: true, say: console.log });
  return 0;
}
