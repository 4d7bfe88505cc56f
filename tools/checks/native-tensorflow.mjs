import { repositoryRoot } from '../paths.mjs';
import { isFullDisk, SetupProblem } from '../setup/setup-problem.mjs';
import { provideTensorflow } from '../tensorflow/provide.mjs';
import { one, skippedOne } from './tally.mjs';

/** Fetching and building takes less than half a minute on a quick line; tests do not wait for a slow one. */
const limitMs = 150_000;

/**
 * Sees to the native TensorFlow that its tests load, and says in one line where it cannot be had: they are left out
 * then. The console does not use it for that.
 *
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function nativeTensorflow() {
  const started = Date.now();
  try {
    const { tensorflow } = await provideTensorflow({
      root: repositoryRoot,
      say: console.log,
      fromPackage: false,
      limitMs,
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`passed  native TensorFlow ${tensorflow} (${seconds} s)`);
    return one(true);
  } catch (error) {
    if (!(error instanceof SetupProblem) && !isFullDisk(error)) throw error;
    const why = error instanceof SetupProblem ? error.message : 'the disk is full';
    console.log(`skipped  native TensorFlow and its tests: ${why}`);
    return skippedOne;
  }
}
