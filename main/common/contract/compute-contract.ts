import { z } from 'zod';
import { ways } from './messages/reach.ts';
import { figuresSchema } from '../rows/models.ts';
import { backendIdSchema, detectionSchema, measurementSchema } from './backend-records.ts';
import { countMessages } from './count-records.ts';
import { dayAheadTableSchema } from './day-ahead.ts';
import type { EventMap, MessageMap } from './define.ts';
import { outlookMessages } from './outlook-records.ts';
import { float32Array, uint16Array, uint32Array, uint8Array } from './typed-arrays.ts';

const linksSchema = z.object({
  type: z.enum(['road', 'similarity', 'feeder-tree', 'adjacency']),
  offsets: uint32Array,
  targets: uint32Array,
  weights: float32Array,
});

const calendarSchema = z.object({ minuteOfDay: uint16Array, dayOfWeek: uint8Array });

/** What is said of each place, `[place]`: a number, or the position of a class; NaN = unknown. */
const attributeSchema = z.object({ name: z.string(), values: float32Array });
export type AttributeRecord = z.infer<typeof attributeSchema>;

const covariateSchema = z.object({ name: z.string(), perPlace: z.boolean(), values: float32Array });

/** What was known at each origin of the time ahead of it, `[origin, ahead]`; shapes as in `models/series/known-ahead.ts`. */
const knownAheadSchema = z.object({
  name: z.string(),
  everySteps: z.number().int(),
  ahead: z.number().int(),
  values: float32Array,
});
export type KnownAheadRecord = z.infer<typeof knownAheadSchema>;

/** One metric on a regular grid, `values` as `[place, step]`, NaN = missing: what models train on. */
export const seriesSchema = z.object({
  places: z.array(z.string()),
  start: z.number(),
  stepSeconds: z.number().int(),
  steps: z.number().int(),
  values: float32Array,
  calendar: calendarSchema,
  links: linksSchema,
  covariates: z.array(covariateSchema),
  knownAhead: z.array(knownAheadSchema).optional(),
  attributes: z.array(attributeSchema).optional(),
});
export type SeriesRecord = z.infer<typeof seriesSchema>;

/** All a model may see at one origin; shapes as in `models/series/window.ts`. */
export const windowSchema = z.object({
  places: z.array(z.string()),
  asOf: z.number(),
  stepSeconds: z.number().int(),
  historySteps: z.number().int(),
  horizonSteps: z.number().int(),
  history: float32Array,
  historyCalendar: calendarSchema,
  horizonCalendar: calendarSchema,
  sameTime: z.array(z.object({ daysBefore: z.number(), values: float32Array })),
  links: linksSchema,
  covariates: z.array(covariateSchema),
  knownAhead: z.array(knownAheadSchema).optional(),
  attributes: z.array(attributeSchema).optional(),
});
export type WindowRecord = z.infer<typeof windowSchema>;

/** A forecast as columns: `mean` `[place, step]`, `quantiles` `[place, step, level]`, `imputedSteps` `[place]`. */
export const forecastRecordSchema = z.object({
  places: uint32Array,
  horizonSteps: z.number().int(),
  mean: float32Array,
  quantiles: float32Array,
  imputedSteps: uint16Array,
});
export type ForecastRecord = z.infer<typeof forecastRecordSchema>;

const settingSchema = z.object({
  topic: z.enum(['traffic', 'energy', 'safety']),
  stepSeconds: z.number().int(),
  horizonSteps: z.number().int(),
});
export type SettingRecord = z.infer<typeof settingSchema>;

/** What a model is and needs, as far as the engine has to know it. */
export const declarationSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  title: z.string(),
  kind: z.enum(['benchmark', 'network']),
  historySteps: z.number().int(),
  horizonSteps: z.number().int(),
  daysBefore: z.array(z.number().int()),
});
export type DeclarationRecord = z.infer<typeof declarationSchema>;

const detailSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lag'),
    stepsBefore: z.number(),
    observed: z.number(),
    usual: z.number(),
    value: z.number(),
  }),
  z.object({
    kind: z.literal('neighbour'),
    place: z.number(),
    weight: z.number(),
    value: z.number(),
    stepsBefore: z.number().optional(),
  }),
  z.object({ kind: z.literal('day'), daysBefore: z.number(), value: z.number() }),
  z.object({ kind: z.literal('rest'), value: z.number() }),
  z.object({ kind: z.literal('time-of-day'), value: z.number() }),
  z.object({ kind: z.literal('model-offset'), value: z.number() }),
]);

export type ContributionRecordDetail = z.infer<typeof detailSchema>;

export const explanationRecordSchema = z.object({
  method: z.enum(['exact-linear', 'ordered-replacement']),
  startValue: z.number(),
  contributions: z.array(z.object({ group: z.string(), value: z.number(), details: z.array(detailSchema) })),
  forecast: z.number(),
  background: z.object({
    situations: z.number(),
    standardError: z.number().or(z.nan()),
    dayType: z.enum(['all', 'weekday', 'weekend']),
    halfWidthMinutes: z.number(),
  }),
  compared: z
    .object({ situations: z.number().int(), standardError: z.number().or(z.nan()), isUsed: z.boolean() })
    .optional(),
});
const movedShape = {
  place: z.number().int(),
  value: z.number(),
  way: z.enum(ways).nullable(),
};

/** Places by their positions in the window, the strongest first; steps before the origin, and steps of the horizon, from 0. */
const reachRecordSchema = z.object({
  pushing: z.array(z.object({ ...movedShape, stepsBefore: z.number().nullable() })),
  moved: z.array(z.object({ ...movedShape, step: z.number().int() })),
});
const scenarioInputsSchema = z.object({
  history: float32Array.optional(),
  covariates: z.array(covariateSchema).optional(),
  asUsual: z.enum(['place', 'neighbours']).optional(),
});

const scenarioOutcomeSchema = z.object({
  ...{ mean: z.number(), lower: z.number(), upper: z.number() },
  around: z.array(z.object({ place: z.number().int(), value: z.number() })),
  isExtrapolation: z.boolean(),
});

export type ReachRecord = z.infer<typeof reachRecordSchema>;

export type ExplanationRecord = z.infer<typeof explanationRecordSchema>;

export const dayKinds = ['every', 'weekday', 'weekend'] as const;
export type DayKind = (typeof dayKinds)[number];

const usualSchema = z.object({
  slotMinutes: z.number(),
  slots: z.number().int(),
  dayKinds: z.array(z.enum(dayKinds)),
  means: float32Array,
  counts: float32Array,
});
export type UsualRecord = z.infer<typeof usualSchema>;

/** NaN where nothing was judged, such as congestion in data that have none. */
const scoreSchema = z.number().or(z.nan());

const breakdownScoresSchema = z.object({
  recall: scoreSchema,
  precision: scoreSchema,
  falseAlarmsPerDay: scoreSchema,
  leadMinutes: scoreSchema,
  situations: scoreSchema,
});

const againstBenchmarkSchema = z.object({
  model: z.string(),
  difference: scoreSchema,
  low: scoreSchema,
  high: scoreSchema,
});

/** Accuracy of one model by the published protocol; values in the unit of the series, `spread` over seeds. */
const evaluationRowSchema = z.object({
  model: z.string(),
  title: z.string(),
  kind: z.enum(['benchmark', 'network']),
  seeds: z.array(z.number()),
  fitSeconds: z.number(),
  cells: z.array(
    z.object({
      horizonSteps: z.number().int(),
      windows: z.number().int(),
      scores: z.record(z.string(), z.object({ mean: scoreSchema, spread: scoreSchema })),
      breakdowns: breakdownScoresSchema.nullable(),
      againstBenchmark: againstBenchmarkSchema.nullable(),
    }),
  ),
});

const faultGroupSchema = z.object({ maeMedian: scoreSchema, coverage: scoreSchema, width: scoreSchema });

/** How one model stands up to one fault of places; values in the unit of the series. */
const faultRowSchema = z.object({
  model: z.string(),
  title: z.string(),
  fault: z.enum(['silent', 'stuck', 'new']),
  share: z.number(),
  horizons: z.array(
    z.object({
      horizonSteps: z.number().int(),
      sound: faultGroupSchema,
      faulty: faultGroupSchema,
      notFinite: z.number().int(),
    }),
  ),
});

/** How soon something is wanted, the most urgent first: a person waits for it, the clock asks for it, it can wait. */
export const priorities = ['watched', 'usual', 'background'] as const;
export type Priority = (typeof priorities)[number];
/** Left out, it is `usual`. */
const prioritySchema = z.enum(priorities).optional();

const runRequestSchema = z.object({
  model: z.string(),
  setting: settingSchema,
  stateFile: z.string(),
  window: windowSchema,
});
export type RunRequestRecord = z.infer<typeof runRequestSchema>;

/** How a stored model does on origins of a series: over all places, and at each of them. */
const judgementSchema = figuresSchema.extend({
  /** `[place]`: how many origins it was judged on, and the mean pinball loss over all horizons; NaN where there are none. */
  byPlace: z.object({ origins: uint16Array, pinball: float32Array }),
});

/** The messages between the engine and a compute host, whichever backend or machine it runs on. */
/** The forecast of a place (position in the window) at a horizon step that is to be explained. */
const explainedSchema = z.object({
  model: z.string(),
  setting: settingSchema,
  stateFile: z.string(),
  window: windowSchema,
  place: z.number().int(),
  step: z.number().int(),
  priority: prioritySchema,
});
export type ExplainedRecord = z.infer<typeof explainedSchema>;

/** What a model was told of some places of a window at another origin; shapes as in `models/explain/situation.ts`. */
const situationSchema = z.object({
  day: z.number().int(),
  places: uint32Array,
  history: float32Array,
  sameTime: z.array(z.object({ daysBefore: z.number(), values: float32Array })),
  covariates: z.array(covariateSchema),
});
export type SituationRecord = z.infer<typeof situationSchema>;

/** Left out, it is compared with what is usual. */
const comparedSchema = explainedSchema.extend({ situations: z.array(situationSchema).optional() });

export const computeMessages = {
  /** Looks which backends there are, without computing. */
  'compute.detect': { request: z.object({}), response: z.object({ backends: z.array(detectionSchema) }) },
  /** Computes on a backend what shows its parity and its speed, the latter on the models handed in, too. */
  'compute.probe': {
    request: z.object({ backend: backendIdSchema, models: z.array(runRequestSchema) }),
    response: measurementSchema,
  },
  /** Starts a backend; all later calls compute on it. Null: the first one that starts. */
  'compute.start': {
    request: z.object({ backend: backendIdSchema.nullable() }),
    response: z.object({ backend: backendIdSchema, tensors: z.number().int() }),
  },
  /** Hands over a model's state to a host that cannot read the file it stands in; later calls name it by that file. */
  'compute.load': {
    request: z.object({ stateFile: z.string(), bytes: uint8Array }),
    response: z.object({}),
  },
  'compute.declarations': {
    request: settingSchema,
    response: z.object({ declarations: z.array(declarationSchema) }),
  },
  /** What each place usually does by kind of day and time of day: `means` and `counts` are `[day kind, place, slot]`. */
  'compute.usual': {
    request: z.object({ series: seriesSchema }),
    response: usualSchema,
  },
  /**
   * Trains one model and writes its state to `stateFile`. Progress (with the loss) and abort.
   * @throws MetropoleError `forecast-no-data`, `forecast-no-model` where there is no such network to start from
   */
  'compute.train': {
    request: z.object({
      model: z.string(),
      setting: settingSchema,
      series: seriesSchema,
      /** Further cities to learn from at the same time; the state is of all of them as one, and good to start others from. */
      more: z.array(seriesSchema).max(64).optional(),
      /** The state of a network trained elsewhere, and for how many epochs at most it is trained further; 0: not at all. */
      startFrom: z.object({ stateFile: z.string(), epochs: z.number().int().min(0).max(100) }).optional(),
      seed: z.number().int(),
      stateFile: z.string(),
      /** Keeps how far the training has come after each epoch; where it is there already, the training goes on from it. */
      checkpointFile: z.string().optional(),
    }),
    response: z.object({ version: z.string(), tensors: z.number().int() }),
  },
  /** How long a training would take at most on the backend that computes, milliseconds; null for models that are fitted in seconds. */
  'compute.estimate': {
    request: z.object({
      model: z.string(),
      setting: settingSchema,
      places: z.number().int(),
      steps: z.number().int(),
      /** Of a network that begins with another; null: it begins from chance. */
      epochs: z.number().int().nullable(),
    }),
    response: z.object({ milliseconds: z.number().nullable(), backend: backendIdSchema }),
  },
  /** How a stored model does on origins of a series: how the shown one and the benchmark of each place are chosen. */
  'compute.validate': {
    request: z.object({
      model: z.string(),
      setting: settingSchema,
      stateFile: z.string(),
      series: seriesSchema,
      fromStep: z.number().int(),
    }),
    response: judgementSchema,
  },
  /** Fits and judges models by the published protocol. Progress and abort. */
  'compute.evaluate': {
    request: z.object({
      topic: settingSchema.shape.topic,
      series: seriesSchema,
      split: z.enum(['validation', 'test']),
      /** Ids; null: all. */
      models: z.array(z.string()).nullable(),
      /** From and below which value a fall is a breakdown, in the unit of the series; null: none are looked for. */
      breakdown: z.object({ from: z.number(), below: z.number() }).nullable(),
    }),
    response: z.object({ rows: z.array(evaluationRowSchema) }),
  },
  ...countMessages,
  ...outlookMessages,
  /** Fits and judges forecasters of loads one day or two ahead, by the hour. Progress and abort. @throws MetropoleError `forecast-no-data` */
  'compute.evaluate-day-ahead': {
    request: z.object({
      series: seriesSchema,
      split: z.enum(['validation', 'test']),
      daysAhead: dayAheadTableSchema.shape.daysAhead,
      /** Ids or names; null: all. */
      models: z.array(z.string()).nullable(),
    }),
    response: dayAheadTableSchema,
  },
  /** Fits models and judges them where places are at fault. Progress and abort. */
  'compute.faults': {
    request: z.object({
      topic: settingSchema.shape.topic,
      series: seriesSchema,
      split: z.enum(['validation', 'test']),
      horizonSteps: z.number().int(),
      /** Ids; null: the networks. */
      models: z.array(z.string()).nullable(),
    }),
    response: z.object({ rows: z.array(faultRowSchema) }),
  },
  /** Forecasts all places of a window. @throws MetropoleError `compute-busy`, `forecast-not-finite`, `forecast-no-model` */
  'compute.run': {
    request: runRequestSchema.extend({ priority: prioritySchema }),
    response: z.object({
      forecast: forecastRecordSchema,
      /** Time in the model alone; where several threads shared the work, that of the one that took longest. */
      milliseconds: z.number(),
      /** Live tensors of all threads of the host after the call, and the bytes they take. */
      tensors: z.number().int(),
      tensorBytes: z.number(),
    }),
  },
  'compute.explain': { request: comparedSchema, response: explanationRecordSchema },
  /** Which places push a forecast, and whose forecasts its place moves. Abort. */
  'compute.reach': { request: comparedSchema, response: reachRecordSchema },
  /** What the model says with some inputs otherwise, less what it says; null for what it is not told. Abort. */
  'compute.scenarios': {
    request: explainedSchema.extend({ scenarios: z.array(scenarioInputsSchema) }),
    response: z.object({ outcomes: z.array(scenarioOutcomeSchema.nullable()) }),
  },
} as const satisfies MessageMap;
export type ComputeMessages = typeof computeMessages;

export const computeEvents = {} as const satisfies EventMap;
