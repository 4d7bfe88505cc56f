import type { Topic } from '../metrics.ts';

/** What tells one fit of a forecaster from every other. */
export type Fit = Pick<ModelRow, 'modelId' | 'version'>;

/** A fitted forecaster. Times are epoch milliseconds. */
export interface ModelRow {
  readonly modelId: string;
  readonly version: string;
  readonly topic: Topic;
  readonly isBenchmark: boolean;
  /** Name of a file in the workspace's `models` folder. */
  readonly stateFile: string;
  readonly dataHash: string;
  readonly trainedFrom: number;
  readonly trainedTo: number;
  readonly seed: number | null;
  /** Mean pinball loss on the validation part. */
  readonly validationPinball: number | null;
  /** The one of its topic whose forecasts are shown. */
  readonly isShown: boolean;
  readonly createdAt: number;
}
