import { join } from 'node:path';
import type { SettingRecord } from '../../common/contract/compute-contract.ts';
import type { BegunWith } from '../../common/rows/models.ts';

/** A network that was trained before, for a fit to begin with, and where its state is. */
export interface Beginning extends BegunWith {
  readonly stateFile: string;
}

/** Networks that come with the console, by forecaster, seconds of a step and steps ahead. */
const files: Readonly<Record<string, string>> = { 'traffic.network 300 12': 'traffic-300s.model' };

/**
 * The network that comes with the console for a forecaster on a grid, to be trained further for so many epochs at most; null where
 * there is none.
 * @param folder of the networks that come with the console
 * @param model id of the forecaster
 */
export function shippedNetwork(
  folder: string,
  model: string,
  { stepSeconds, horizonSteps }: SettingRecord,
  epochs: number,
): Beginning | null {
  const file = files[`${model} ${stepSeconds} ${horizonSteps}`];
  return file === undefined ? null : { from: 'sample-cities', epochs, stateFile: join(folder, file) };
}
