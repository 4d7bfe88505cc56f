import type { ModelSetting, TrainingSize } from '../model.ts';
import { judgedOriginsAtMost } from '../series/rolling-origin.ts';
import { featureCount } from './inputs.ts';
import { plan, planFor, trainingRows, validationRows } from './plan.ts';
import { millisecondsOfStep } from '../training/time-of-step.ts';
import { trainable } from './network.ts';

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
  const width = featureCount(horizonSteps);
  const network = trainable(horizonSteps, width, plan.lossWeights);
  const step = await millisecondsOfStep(network, { width, targetWidth: horizonSteps }, plan);
  return (learned + judging * judged) * step;
}
