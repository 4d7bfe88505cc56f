import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';
import { leftOutSchema } from './actions.ts';
import { trackRecordSchema } from './drilldown.ts';

export const runKinds = ['live', 'hindcast', 'scenario'] as const;

export const runSchema = z.object({
  id: z.number().int(),
  kind: z.enum(runKinds),
  asOf: instantSchema,
  createdAt: instantSchema,
  model: z.string(),
  modelVersion: z.string(),
  places: z.number().int(),
  steps: z.number().int(),
  stepSeconds: z.number().int(),
  milliseconds: z.number(),
});
export type Run = z.infer<typeof runSchema>;

/**
 * One row of an accuracy table: errors per horizon, in the data's unit. `spread` is over seeds, `width` that of the interval whose
 * coverage stands beside it.
 */
export const scoreRowSchema = z.object({
  model: z.string(),
  title: z.string(),
  isBenchmark: z.boolean(),
  horizons: z.array(
    z.object({
      minutes: z.number(),
      windows: z.number().int(),
      rootMeanSquaredError: z.number(),
      meanAbsoluteError: z.number(),
      /** Over all eleven levels. */
      pinball: z.number().nullable(),
      /** Over 5, 25, 50, 75 and 95 %; 25 and 75 halfway between the levels beside them. */
      pinballOfFive: z.number().nullable(),
      coverage: z.number().nullable(),
      width: z.number().nullable(),
      coverageCongested: z.number().nullable(),
      widthCongested: z.number().nullable(),
      /** From 7 to 10 and from 16 to 19, local time. */
      coveragePeaks: z.number().nullable(),
      widthPeaks: z.number().nullable(),
      /** In the tenth of places where the interval holds worst. */
      coverageWorstPlaces: z.number().nullable(),
      widthWorstPlaces: z.number().nullable(),
      /** Point error of the median; the other two are of the mean. */
      meanAbsoluteErrorOfMedian: z.number().nullable(),
      rootMeanSquaredErrorSpread: z.number().nullable(),
      meanAbsoluteErrorSpread: z.number().nullable(),
      /** Breakdowns seen coming, where at least half of the warnings are right; null where the metric is no speed. */
      breakdowns: z
        .object({
          recall: z.number().nullable(),
          precision: z.number().nullable(),
          falseAlarmsPerDay: z.number().nullable(),
          leadMinutes: z.number().nullable(),
          situations: z.number(),
        })
        .nullable(),
      /** Pinball loss less that of the best benchmark, and the middle 95 % of a paired block bootstrap of two hours. */
      againstBenchmark: z
        .object({ model: z.string(), difference: z.number(), low: z.number(), high: z.number() })
        .nullable(),
    }),
  ),
});

const faultGroupSchema = z.object({
  meanAbsoluteErrorOfMedian: z.number().nullable(),
  coverage: z.number().nullable(),
  width: z.number().nullable(),
});

/** How one model stands up to places at fault, in the data's unit; places that are sound and those that are not apart. */
const faultRowSchema = z.object({
  model: z.string(),
  title: z.string(),
  /** Nothing measured for an hour, always the same value, or nothing known from before this hour. */
  fault: z.enum(['silent', 'stuck', 'new']),
  /** Of the places. */
  share: z.number(),
  horizons: z.array(
    z.object({
      minutes: z.number(),
      sound: faultGroupSchema,
      faulty: faultGroupSchema,
      /** Forecasts that were no number. */
      notFinite: z.number().int(),
    }),
  ),
});

/** What was to be reached, on data that have bars of their own. */
const barSchema = z.object({
  minutes: z.number(),
  rootMeanSquaredError: z.number(),
  meanAbsoluteErrorOfMedian: z.number(),
  pinballOfFive: z.number(),
  recall: z.number().nullable(),
});

/** The topic that is asked about; left out: the one that leads. */
const topicSchema = z.enum(topics).optional();

export const modelStatusSchema = z.object({
  id: z.string(),
  version: z.string(),
  isBenchmark: z.boolean(),
  trainedFrom: instantSchema,
  trainedTo: instantSchema,
  /** Mean pinball loss on the validation part, the measure by which the shown one is chosen. */
  validationPinball: z.number().nullable(),
  /** Whether its weights are those of the network that came with the console, not learned from these data. */
  isAsShipped: z.boolean(),
  isShown: z.boolean(),
});

export const forecastMessages = {
  /**
   * Fits what is not fitted yet, chooses on validation, makes hindcasts, then the forecast at now: for one topic, or for each that is
   * loaded, the one that leads first; the answer is about that one then. Progress and abort.
   */
  'forecast.prepare': {
    request: z.object({
      refit: z.boolean().default(false),
      /** False: benchmarks alone, which takes seconds instead of minutes. */
      networks: z.boolean().default(true),
      topic: topicSchema,
    }),
    response: z.object({ models: z.array(modelStatusSchema), run: runSchema.nullable() }),
  },
  /** A forecast for all places at `asOf` (null: now). */
  'forecast.run': {
    request: z.object({ asOf: instantSchema.nullable(), topic: topicSchema }),
    response: z.object({ run: runSchema }),
  },
  'forecast.models': {
    request: z.object({ topic: topicSchema }),
    response: z.object({ models: z.array(modelStatusSchema) }),
  },
  'forecast.track-record': {
    request: z.object({ topic: topicSchema }),
    response: z.object({
      unit: z.enum(units).nullable(),
      rows: z.array(trackRecordSchema),
      leftOut: leftOutSchema,
    }),
  },
  /** Accuracy by the published protocol: fits on the first 80 % of rows, reports on validation or test. */
  'forecast.evaluate': {
    request: z.object({
      split: z.enum(['validation', 'test']).default('validation'),
      models: z.array(z.string()).optional(),
      /** Only how models stand up to places at fault: the networks, where no models are named. */
      faults: z.boolean().default(false),
    }),
    response: z.object({
      unit: z.enum(units),
      split: z.enum(['validation', 'test']),
      dataHash: z.string(),
      places: z.number().int(),
      timeSteps: z.number().int(),
      rows: z.array(scoreRowSchema),
      /** Bars for the test part of these data; empty where there are none. */
      bars: z.array(barSchema),
      /** Empty unless it was asked for. */
      faults: z.array(faultRowSchema),
    }),
  },
} as const satisfies MessageMap;
