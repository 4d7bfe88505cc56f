import { z } from 'zod';
import type { CountJudgement } from '../contract/count-records.ts';
import type { Topic } from '../metrics.ts';

/** A fit waits to be looked at, may serve, or is kept in case it is wanted again. */
export const modelStates = ['candidate', 'approved', 'retired'] as const;
export type ModelState = (typeof modelStates)[number];

const lossesSchema = z.object({
  /** Mean pinball loss over all quantile levels, in the data's unit. */
  pinball: z.number(),
  /** Of the median, in the data's unit. */
  meanAbsoluteError: z.number(),
  /** Share of what happened inside the 90 % interval. */
  coverage: z.number(),
});

/** How a fit did on data that it had not learned from: over all horizons, and by horizon. */
export const figuresSchema = lossesSchema.extend({
  horizons: z.array(lossesSchema.extend({ minutes: z.number(), count: z.number().int() })),
});
export type Figures = z.infer<typeof figuresSchema>;

/** What tells one fit of a forecaster from every other. */
export type Fit = Pick<ModelRow, 'modelId' | 'version'>;

/** Who allowed a fit to serve, and when (epoch milliseconds). */
export interface Approval {
  /** Null: the console itself, for the first fit to a set of data. */
  readonly by: string | null;
  readonly at: number;
}

/** What the training of a network may begin with: chance, the network of the sample cities, or the shown version. */
export const trainingStarts = ['nothing', 'sample-cities', 'shown'] as const;
export type TrainingStart = (typeof trainingStarts)[number];

/** What a fit began with, and for how many epochs at most it was trained further on the data; 0: not at all. */
export const begunWithSchema = z.object({
  /** `sample-cities`, or a version of the same forecaster. */
  from: z.string(),
  epochs: z.number().int(),
});
export type BegunWith = z.infer<typeof begunWithSchema>;

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
  /** Null: nothing that was trained before. */
  readonly begunWith: BegunWith | null;
  /** Mean pinball loss on the validation part. */
  readonly validationPinball: number | null;
  /** The one of its topic whose forecasts are shown. */
  readonly isShown: boolean;
  readonly createdAt: number;
  readonly state: ModelState;
  /** The last one; null when there never was one. */
  readonly approval: Approval | null;
  /** When a later one took its place as the shown one, unless it was withdrawn: a roll back goes to the last of these. */
  readonly replacedAt: number | null;
  /** On the validation part; null where it has not been judged. */
  readonly validation: Figures | null;
  /** Of a version that expects counts; null for all others. */
  readonly counts: CountJudgement | null;
}

/** Whether a version is a network that came with the console, with nothing but the usual, the scale and the intervals learned from the city. */
export function isAsShipped({ begunWith }: Pick<ModelRow, 'begunWith'>): boolean {
  return begunWith?.from === 'sample-cities' && begunWith.epochs === 0;
}

/** A fit that came with a city: nobody in this workspace has approved it yet. */
export type FitOfCity = Omit<
  ModelRow,
  'dataHash' | 'state' | 'approval' | 'replacedAt' | 'begunWith' | 'counts'
>;

/** The seed of a training where nobody says one: above those of the versions that there are, so that it gives another model. */
export function nextSeed(versions: readonly { readonly seed: number | null }[]): number {
  return Math.max(0, ...versions.map(({ seed }) => seed ?? 0)) + 1;
}
