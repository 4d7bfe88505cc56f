import { writeFileSync } from 'node:fs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { inUseNote, nativeFolder } from './places.mjs';
import { provideTensorflow } from './provide.mjs';
import { removeTensorflow } from './remove.mjs';

/**
 * `npm run tensorflow`: installs native TensorFlow for every checkout of this user; with `--remove` takes it away.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function tensorflow(parameters) {
  const unknown = parameters.find((parameter) => parameter !== '--remove');
  if (unknown !== undefined) {
    throw new SetupProblem(
      `${unknown} is not known: type \`npm run tensorflow\` to install, \`npm run tensorflow -- --remove\` to remove.`,
    );
  }
  if (parameters.length > 0) {
    removeTensorflow();
    console.log('Native TensorFlow is removed; the console computes without it from its next start.');
    return 0;
  }
  await installDependencies(repositoryRoot, console.log);
  const started = Date.now();
  const { tensorflow: version } = await provideTensorflow({ root: repositoryRoot, say: console.log });
  writeFileSync(inUseNote(), '');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`Native TensorFlow ${version} is installed in ${nativeFolder()} (${seconds} s).`);
  console.log('The console uses it from its next start.');
  return 0;
}
