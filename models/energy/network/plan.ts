import type { TrainingPlan, Weights } from '../../training/train.ts';

/** How the network of loads is trained. */
export const plan = {
  epochs: 12,
  batchSize: 128,
  learningRate: 0.0007,
  noise: 0.2,
  averaging: 0.01,
  warmUpBatches: 0,
} as const;

export const lossWeights = { pinball: 6, median: 2 } as const;

/** What was learned elsewhere is changed more gently. */
const furtherLearningRate = 0.0003;

/** Rows, each a place at an origin, that one training learns from at most, and that are judged after each epoch at most. */
export const trainingRows = 16_000;
export const validationRows = 1_200;
/** Places that the rows of training are drawn from at most. */
export const trainingPlaces = 24;

/** An epoch is half a pass over the rows, and never so short that little data is left unlearned. */
export function planFor(rows: number, epochs: number, begin: Weights, isFurther: boolean): TrainingPlan {
  return {
    ...plan,
    begin,
    epochs,
    batchesPerEpoch: Math.min(Math.max(Math.round(rows / (2 * plan.batchSize)), 10), 60),
    learningRate: isFurther ? furtherLearningRate : plan.learningRate,
  };
}
