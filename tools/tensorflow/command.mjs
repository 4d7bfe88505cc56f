import { writeFileSync } from 'node:fs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { hasNvidiaDriver, obstacleToCuda } from './graphics-card.mjs';
import { inUseNote, nativeFolder } from './places.mjs';
import { provideTensorflow } from './provide.mjs';
import { removeTensorflow } from './remove.mjs';

/**
 * `npm run tensorflow`: installs native TensorFlow for every checkout of this user, with `--gpu` the one that computes
 * on NVIDIA's cards too; with `--remove` takes away whichever is there.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function tensorflow(parameters) {
  const [option, ...more] = parameters;
  const unknown = option === '--gpu' || option === '--remove' ? more[0] : option;
  if (unknown !== undefined) {
    throw new SetupProblem(
      `${unknown} is not known here: type \`npm run tensorflow\` to install, \`npm run tensorflow -- --gpu\` to install it for NVIDIA's cards, \`npm run tensorflow -- --remove\` to remove.`,
    );
  }
  if (option === '--remove') {
    removeTensorflow();
    console.log('Native TensorFlow is removed; the console computes without it from its next start.');
    return 0;
  }
  await installDependencies(repositoryRoot, console.log);
  const started = Date.now();
  const kind = option === '--gpu' ? 'nvidia' : 'processor';
  const { tensorflow: version, cuda } = await provideTensorflow({
    root: repositoryRoot,
    say: console.log,
    kind,
  });
  writeFileSync(inUseNote(), '');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const withCuda = cuda === undefined ? '' : ` with CUDA ${cuda.version}`;
  console.log(`Native TensorFlow ${version}${withCuda} is installed in ${nativeFolder()} (${seconds} s).`);
  const obstacle = cuda && obstacleToCuda(cuda);
  if (obstacle !== undefined) console.log(`It computes on the processor for now: ${obstacle}.`);
  if (cuda === undefined && hasNvidiaDriver())
    console.log(
      'An NVIDIA card is here: `npm run tensorflow -- --gpu` installs the one that computes on it.',
    );
  console.log('The console uses it from its next start.');
  return 0;
}
