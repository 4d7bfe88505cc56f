import { memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { featureCount } from '../../../models/traffic/inputs.ts';
import { meanGradient } from '../../../models/traffic/mean-gradient.ts';
import { initialWeights } from '../../../models/traffic/network.ts';
import { runNetwork } from '../../../models/traffic/run-network.ts';
import { useWasm } from '../wasm-backend.ts';

it('is what the mean changes by with a feature, where nothing was trained before; it leaves no tensor behind', async () => {
  await useWasm();
  const horizonSteps = 3;
  const width = featureCount(horizonSteps);
  const weights = initialWeights(horizonSteps, 5);
  const features = Float32Array.from({ length: width }, (_, index) => Math.sin(index));
  const before = memory().numTensors;
  const gradient = await meanGradient(weights, features, horizonSteps, 1);
  expect(memory().numTensors).toBe(before);
  const meanWith = async (feature: number, change: number): Promise<number> => {
    const moved = features.map((value, index) => (index === feature ? value + change : value));
    return (await runNetwork(weights, moved, horizonSteps)).mean[1] ?? NaN;
  };
  for (const feature of [0, 7, width - 1]) {
    const slope = ((await meanWith(feature, 0.01)) - (await meanWith(feature, -0.01))) / 0.02;
    expect(gradient[feature]).toBeCloseTo(slope, 3);
  }
});
