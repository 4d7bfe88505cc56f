import { SeededRandom } from '../../main/common/seeded-random.ts';
import { train, type TrainableNetwork, type TrainingPlan } from './train.ts';

/** Steps that are timed, after as many to warm up. */
const timedSteps = 4;

/** How long a training step of a network takes on the present backend, milliseconds: by a few steps on rows of chance. */
export async function millisecondsOfStep(
  network: TrainableNetwork,
  { width, targetWidth }: { readonly width: number; readonly targetWidth: number },
  plan: Omit<TrainingPlan, 'epochs' | 'batchesPerEpoch' | 'warmUpBatches'>,
): Promise<number> {
  const rows = plan.batchSize;
  const random = new SeededRandom(1);
  const chance = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
  const data = {
    rows,
    width,
    targetWidth,
    features: chance(rows * width),
    targets: chance(rows * targetWidth),
  };
  const times: number[] = [];
  let before = performance.now();
  const timed = { ...plan, epochs: 2, batchesPerEpoch: timedSteps, warmUpBatches: 0 };
  await train(data, network, timed, 1, undefined, () => {
    const now = performance.now();
    times.push(now - before);
    before = now;
    return true;
  });
  return (times.at(-1) ?? NaN) / timedSteps;
}
