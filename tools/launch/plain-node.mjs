import { buildIfStale } from '../build/build.mjs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';

/**
 * What the command line needs: packages and a build, no Electron.
 *
 * @param {(line: string) => void} say
 * @throws {import('../setup/setup-problem.mjs').SetupProblem}
 */
export async function preparePlainNode(say) {
  await installDependencies(repositoryRoot, say);
  await buildIfStale({ say });
}
