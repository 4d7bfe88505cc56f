import { needsWarmUp } from './given/given.ts';
import type { Start } from './start.ts';
import type { TrainingPlan } from '../training/train.ts';

/** How the network is trained. */
export const plan = {
  epochs: 10,
  batchSize: 512,
  learningRate: 0.005,
  noise: 0.15,
  lossWeights: { pinball: 6, median: 2 },
  averaging: 0.005,
} as const;

/** What was learned elsewhere is changed more gently. */
const furtherLearningRate = 0.001;

/** Rows that one training learns from at most, drawn evenly. */
export const trainingRows = 250_000;
/** Rows that are judged after each epoch at most. */
export const validationRows = 8_000;

/** An epoch is half a pass over the rows of a city, and never so short that little data is left unlearned. */
export function planFor(
  rows: number,
  epochs: number,
  given: readonly string[],
  start: Pick<Start, 'weights'> | undefined,
): TrainingPlan {
  const batchesPerEpoch = Math.min(Math.max(Math.round(rows / (2 * plan.batchSize)), 20), 150);
  const begin = start && { begin: start.weights, learningRate: furtherLearningRate };
  const warmUpBatches = needsWarmUp(given) ? batchesPerEpoch : 0;
  return { ...plan, ...begin, epochs, batchesPerEpoch, warmUpBatches };
}
