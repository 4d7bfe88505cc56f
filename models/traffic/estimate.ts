import { SeededRandom } from '../../main/common/seeded-random.ts';
import type { ModelSetting, TrainingSize } from '../model.ts';
import { judgedOriginsAtMost } from '../series/rolling-origin.ts';
import { featureCount } from './inputs.ts';
import { plan, planFor, trainingRows, validationRows } from './plan.ts';
import { train } from './train.ts';

/** Steps that are timed, after as many to warm up. */
const timedSteps = 4;
/** A row is judged in about a third of the time in which it is learned from. */
const judging = 1 / 3;
/** The shares of the data that the folds learn from, and all of it. */
const shares = [0.5, 0.75, 1];

/**
 * How long a fit takes at most on the present backend, milliseconds: what its training steps and judgements come to, by a few steps
 * on rows of chance. Most fits end sooner, since their folds stop when they get no better.
 */
export async function estimateFit(
  { horizonSteps }: ModelSetting,
  { places, steps, epochs = plan.epochs }: TrainingSize,
): Promise<number> {
  const rows = places * steps;
  const folds = shares.length - 1;
  const learned = shares
    .map((share) => planFor(Math.min(rows * share, trainingRows), epochs, [], undefined))
    .reduce((sum, { batchesPerEpoch }) => sum + epochs * batchesPerEpoch, 0);
  // Each fold is judged with all places and with some of them silent.
  const forecasts = folds * 2 * judgedOriginsAtMost(places) * places;
  const judged = (forecasts + folds * epochs * Math.min(validationRows, rows)) / plan.batchSize;
  return (learned + judging * judged) * (await millisecondsOfStep(horizonSteps));
}

async function millisecondsOfStep(horizonSteps: number): Promise<number> {
  const rows = plan.batchSize;
  const width = featureCount(horizonSteps);
  const random = new SeededRandom(1);
  const chance = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
  const data = { rows, width, features: chance(rows * width), targets: chance(rows * horizonSteps) };
  const times: number[] = [];
  let before = performance.now();
  const timed = { ...plan, epochs: 2, batchesPerEpoch: timedSteps, warmUpBatches: 0 };
  await train(data, horizonSteps, timed, 1, undefined, () => {
    const now = performance.now();
    times.push(now - before);
    before = now;
    return true;
  });
  return (times.at(-1) ?? NaN) / timedSteps;
}
