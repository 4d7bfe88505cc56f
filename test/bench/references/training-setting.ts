/** How the training step that is raced works: as the console's own training of the traffic network does, without noise. */
export const trainingSetting = {
  batchSize: 512,
  learningRate: 0.005,
  lossWeights: { pinball: 6, median: 2 },
  averaging: 0.005,
} as const;
