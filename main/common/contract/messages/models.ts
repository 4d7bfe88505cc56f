import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { driftKinds } from '../../rows/drift.ts';
import { begunWithSchema, figuresSchema, modelStates, trainingStarts } from '../../rows/models.ts';
import { instantSchema } from '../../view.ts';
import { backendIdSchema } from '../backend-records.ts';
import type { MessageMap } from '../define.ts';
import { leftOutSchema } from './actions.ts';
import { countJudgementSchema, countTableSchema } from '../count-records.ts';
import { standInSchema } from './drilldown.ts';
import { runSchema } from './forecast.ts';

/** A fit of a forecaster: its id and the version that tells it from its other fits. */
export const fitSchema = z.object({ model: z.string().max(100), version: z.string().max(100) });
export type FitName = z.infer<typeof fitSchema>;

export const modelVersionSchema = fitSchema.extend({
  topic: z.enum(topics),
  isBenchmark: z.boolean(),
  state: z.enum(modelStates),
  isShown: z.boolean(),
  /** Whether it could forecast with what is loaded: made for these series and links by this version of its forecaster. */
  canServe: z.boolean(),
  trainedFrom: instantSchema,
  trainedTo: instantSchema,
  /** End of the data that it was judged on. */
  judgedTo: instantSchema,
  dataHash: z.string(),
  seed: z.number().int().nullable(),
  /** What its training began with; null: nothing that was trained before. */
  begunWith: begunWithSchema.nullable(),
  createdAt: instantSchema,
  /** `by` null: the console itself, for the first fit to a set of data. */
  approval: z.object({ by: z.string().nullable(), at: instantSchema }).nullable(),
  /** On the data behind its training span; null where it has not been judged. */
  validation: figuresSchema.nullable(),
  /** The same of a version that expects counts; null for all others. */
  counts: countJudgementSchema.nullable(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** Versions judged on the same data, which none of them has learned from. */
export const comparisonSchema = z.object({
  /** Null: counts. */
  unit: z.enum(units).nullable(),
  from: instantSchema,
  to: instantSchema,
  /** Empty for counts. */
  rows: z.array(fitSchema.extend({ figures: figuresSchema })),
  /** Versions that expect counts, named as `model@version`, the first against all others; null for all others. */
  counts: z.array(countTableSchema).nullable(),
});
export type ModelComparison = z.infer<typeof comparisonSchema>;

/** Inputs that are not what they were in training, or errors that are not what they were when the version was judged. */
export const driftSchema = z.object({
  kind: z.enum(driftKinds),
  /** Null: the whole city. */
  district: z.string().nullable(),
  since: instantSchema,
  /** Population stability index of an input, cumulative sum of errors in spreads; and the limit that it passed. */
  value: z.number(),
  limit: z.number(),
  /** Readings or forecasts that it is over. */
  count: z.number().int(),
});
export type DriftRecord = z.infer<typeof driftSchema>;

/** A training that a crash or a power cut ended. */
export const interruptedTrainingSchema = z.object({
  model: z.string(),
  seed: z.number().int(),
  startedAt: instantSchema,
});
export type InterruptedTraining = z.infer<typeof interruptedTrainingSchema>;

const decisionSchema = z.object({
  /** Name of who decides; null: whoever asks. */
  by: z.string().min(1).max(200).nullable().default(null),
});
/** `run` null: what is shown is worked out when it is looked at. */
const servedSchema = z.object({ shown: modelVersionSchema, run: runSchema.nullable() });

export const modelMessages = {
  /** Every version that is kept of a topic (left out: the one that leads), the last made first. */
  'models.list': {
    request: z.object({ topic: z.enum(topics).optional() }),
    response: z.object({
      topic: z.enum(topics).nullable(),
      unit: z.enum(units).nullable(),
      models: z.array(modelVersionSchema),
      /** The version that a roll back would go to. */
      before: fitSchema.nullable(),
      interrupted: interruptedTrainingSchema.nullable(),
      /** Where the benchmark is shown instead of the shown version now. */
      standIns: z.array(standInSchema),
      /** What has drifted since the shown version was trained and judged, as seen from now. */
      drift: z.array(driftSchema),
      /** What logged actions leave out of the track record of the shown version, all places together. */
      leftOut: leftOutSchema,
      /** How often the test part of these data was looked at in this workspace. */
      testLooks: z.number().int(),
    }),
  },
  /**
   * Trains a forecaster on the data as they are now; ends with a candidate and, where there is data that neither has learned from,
   * its figures beside those of the shown one. Progress with losses and seconds left, and abort.
   */
  'models.train': {
    request: z.object({
      topic: z.enum(topics),
      /** Its id or the part of it behind the topic; null: the topic's network, or the shown one where there is none. */
      model: z.string().max(100).nullable().default(null),
      /** Null: one that no version of it was trained with. */
      seed: z.number().int().min(0).max(0x7fff_ffff).nullable().default(null),
      /** What a network begins with, left out: nothing; and for how many epochs at most it is trained further then, 0: not at all. */
      start: z.enum(trainingStarts).optional(),
      epochs: z.number().int().min(0).max(20).optional(),
    }),
    response: z.object({ candidate: modelVersionSchema, comparison: comparisonSchema.nullable() }),
  },
  /** How long a training would take at most, and on which backend; null seconds: a few, whatever the data. */
  'models.estimate': {
    request: z.object({
      topic: z.enum(topics),
      model: z.string().max(100).nullable().default(null),
      start: z.enum(trainingStarts).optional(),
      epochs: z.number().int().min(0).max(20).optional(),
    }),
    response: z.object({ seconds: z.number().nullable(), backend: backendIdSchema }),
  },
  /** Lets a version serve from now on, and forecasts with it at once. */
  'models.approve': { request: fitSchema.extend(decisionSchema.shape), response: servedSchema },
  /** Puts back in service what was shown before, and forecasts with it at once. */
  'models.roll-back': {
    request: decisionSchema.extend({ topic: z.enum(topics) }),
    response: servedSchema,
  },
  /** Puts a version aside that does not serve. */
  'models.retire': { request: fitSchema, response: z.object({}) },
  'models.compare': {
    request: z.object({ versions: z.array(fitSchema).min(1).max(8) }),
    response: comparisonSchema,
  },
} as const satisfies MessageMap;
