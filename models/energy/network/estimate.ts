import type { ModelSetting, TrainingSize } from '../../model.ts';
import { millisecondsOfStep } from '../../training/time-of-step.ts';
import { hoursOf } from '../hours.ts';
import { featureCounts, rowWidth } from './inputs.ts';
import { targetCount, trainable } from './network.ts';
import { lossWeights, plan, planFor, trainingPlaces, trainingRows } from './plan.ts';

/** Shares of the rows that the folds learn from, and all of them. */
const shares = [1 / 3, 2 / 3, 1];
/** Milliseconds to learn a ridge of one place and hour of the series, and to describe one row to the network. */
const perHourOfRidge = 0.3;
const perRow = 1;

/**
 * How long a fit takes at most on the present backend, milliseconds: its training steps by a few on rows of chance, ridges and rows by what they
 * usually take.
 */
export async function estimateFit(
  setting: ModelSetting,
  { places, steps, epochs = plan.epochs }: TrainingSize,
): Promise<number> {
  const hours = hoursOf(setting);
  const counts = featureCounts(hours);
  const network = trainable(counts, lossWeights);
  const seriesHours = steps / hours.stepsPerBlock;
  const rows = Math.min(places * seriesHours, trainingRows);
  const learned = shares
    .map((share) => planFor(rows * share, epochs, [], false))
    .reduce((sum, { batchesPerEpoch }) => sum + epochs * batchesPerEpoch, 0);
  const widths = { width: rowWidth(counts), targetWidth: counts.hours * targetCount };
  const step = await millisecondsOfStep(network, widths, plan);
  const ridges = (2.25 * places + 7 * Math.min(places, trainingPlaces)) * seriesHours * perHourOfRidge;
  return learned * step + ridges + rows * perRow;
}
