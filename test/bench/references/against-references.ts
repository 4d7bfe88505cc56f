import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nativeFolder, readyTensorflow } from '../../../tools/tensorflow/places.mjs';
import { builtLocations } from '../../built.ts';
import { bundled } from './bundle.ts';
import { Contestant } from './contestant.ts';
import { writeNetworkFiles } from './network-files.ts';
import { ours, overWasm, ownTraining } from './names.ts';
import { race, requireAgreement, trainingAgreement, type Standing } from './race.ts';
import { showStandings, showTraining } from './show-standings.ts';
import { startReferences } from './start-references.ts';
import { trainingSetting } from './training-setting.ts';

/** Training steps in a turn, and how many first ones have to give the same loss. */
const trainingRounds = 30;
const agreeingSteps = 5;
/** Rounds in a turn, by rows of the matrix. */
const roundsOf = new Map([
  [200, 60],
  [2000, 30],
  [20_000, 6],
]);

/**
 * The traffic network alone, as `runNetwork` runs it in the console, on native TensorFlow and on one thread of WebAssembly,
 * against Python's TensorFlow of the same version (plain tf calls, eager and in `tf.function`) and against `onnxruntime-node`.
 * All have the same trained weights and the same matrix of features, with 200, 2,000 and 20,000 rows in one batch; each is a
 * process of its own with the number of threads it chooses by itself, and is timed from features in its memory (an array of
 * JavaScript or NumPy) to outputs in its memory, windows and calibration left out. Ours makes its tensors of weights anew in
 * every round, as it does for every forecast; the others keep theirs. What they give agrees to 1e-4 before anything is timed.
 * A reference that cannot be had is left out with a line that says why. A training step of 512 rows is raced as well: from rows in
 * memory to new weights and their running mean in memory; the losses of the first steps agree.
 *
 * @param stateFile of the trained network
 * @param scratch folder for what is downloaded
 */
export async function againstReferences(stateFile: string, scratch: string): Promise<void> {
  const tensorflow = readyTensorflow('processor')?.tensorflow;
  if (tensorflow === undefined) {
    console.log('native TensorFlow for the processor is not installed: `npm run tensorflow`');
    return;
  }
  const folder = mkdtempSync(join(scratch, 'references-'));
  const contestants: Contestant[] = [];
  const trainers: Contestant[] = [];
  try {
    writeNetworkFiles(folder, stateFile, Math.max(...roundsOf.keys()));
    const program = await bundled(join(import.meta.dirname, 'own-network.ts'), folder);
    const files = [folder, stateFile, builtLocations().wasm, nativeFolder()];
    contestants.push(await Contestant.start(ours, process.execPath, [program, 'tensorflow', ...files]));
    contestants.push(await Contestant.start(overWasm, process.execPath, [program, 'wasm', ...files]));
    const training = await bundled(join(import.meta.dirname, 'own-training.ts'), folder);
    trainers.push(await Contestant.start(ownTraining, process.execPath, [training, ...files]));
    await startReferences(
      folder,
      tensorflow,
      (contestant) => contestants.push(contestant),
      (contestant) => trainers.push(contestant),
    );
    const standings = new Map<number, Standing>();
    for (const [rows, rounds] of roundsOf) {
      await requireAgreement(contestants, rows, folder);
      standings.set(rows, await race(contestants, rows, rounds));
    }
    showStandings(standings);
    const { batchSize } = trainingSetting;
    for (let step = 0; step < agreeingSteps; step++)
      await requireAgreement(trainers, batchSize, folder, trainingAgreement);
    showTraining(await race(trainers, batchSize, trainingRounds), batchSize);
  } finally {
    for (const contestant of [...contestants, ...trainers]) contestant.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
