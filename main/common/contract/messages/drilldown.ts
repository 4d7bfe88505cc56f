import { knownAheadGroups } from '../../known-ahead.ts';
import { z } from 'zod';
import { units } from '../../metrics.ts';
import { regimes } from '../../regimes.ts';
import { instantSchema } from '../../view.ts';
import { tableSchema } from '../columns.ts';
import { actionSchema, leftOutSchema, outcomeSchema } from './actions.ts';
import type { MessageMap } from '../define.ts';
import { loadOutlookSchema } from './load-outlook.ts';

/**
 * What pushes inside a group: a reading (minutes ago), a neighbour (place id, with the minutes ago that count most where they are
 * told apart) or an earlier day (days ago). With none of them: what could not be told apart.
 */
const contributionPartSchema = z.object({
  minutesAgo: z.number().nullable(),
  place: z.number().int().nullable(),
  daysAgo: z.number().int().nullable(),
  value: z.number(),
});
export type ContributionPart = z.infer<typeof contributionPartSchema>;

/** A row of an explanation. `start` + the contributions = `shown`, exactly as displayed. */
export const contributionSchema = z.object({
  /** Feature group, `calibration`, `reconciliation` or `benchmark-shown`: wording `group.<id>`. */
  group: z.string(),
  value: z.number(),
  /** What inside the group pushes most. */
  parts: z.array(contributionPartSchema),
});
export type Contribution = z.infer<typeof contributionSchema>;

export const explanationSchema = z.object({
  /** The forecaster the contributions belong to. */
  model: z.string(),
  method: z.enum(['exact-linear', 'ordered-replacement']),
  start: z.number(),
  /** What the start value is, and over how many situations; `mean`: of what was read here at all, where nothing is known to be usual. */
  startKind: z.enum(['usual', 'mean']),
  startCount: z.number().int(),
  /** Standard error of that mean, a day of situations counted as one; null where it is not known. */
  startError: z.number().nullable(),
  /**
   * How many real situations its inputs were compared with, and the standard error of the mean forecast over them; `isUsed` false: they were too
   * few, so that it was compared with what is usual. Null where it is always compared with that.
   */
  compared: z
    .object({ count: z.number().int(), error: z.number().nullable(), isUsed: z.boolean() })
    .nullable(),
  contributions: z.array(contributionSchema),
  /**
   * Of the places one link away, how many there are and of how many nothing was read in the last hour; null where the model looks at none,
   * or there are none.
   */
  neighbours: z.object({ silent: z.number().int(), of: z.number().int() }).nullable(),
  shown: z.number(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Why a benchmark is shown instead of the model, on the forecasts that were checked by then. Losses in the data's unit. */
export const standInSchema = z.object({
  /** Of a place the one that is shown there; of a district with several, all of them together. */
  benchmark: z.string(),
  /** The district that it holds for; empty for the places of none. */
  district: z.string(),
  /** The part of the horizon: more than `fromMinutes` ahead, up to `horizonMinutes`. */
  fromMinutes: z.number(),
  horizonMinutes: z.number(),
  regime: z.enum(regimes),
  /** Data cut-off of the decision. */
  since: instantSchema,
  count: z.number().int(),
  /** Mean pinball loss of the model less that of the benchmark, and its 95 % interval. */
  difference: z.number(),
  low: z.number(),
  high: z.number(),
});
export type StandInRecord = z.infer<typeof standInSchema>;

const recordFiguresSchema = z.object({
  meanAbsoluteError: z.number(),
  benchmarkMeanAbsoluteError: z.number(),
  /** Over the levels 5, 50 and 95. */
  pinball: z.number(),
  benchmarkPinball: z.number(),
  /** Share of the truth inside the 90 % interval. */
  coverage: z.number(),
});

/** How a model did, shown or not, and the benchmark on the same cases. */
export const trackRecordSchema = recordFiguresSchema.extend({
  horizonMinutes: z.number(),
  /** Forecasts checked against what happened. */
  count: z.number().int(),
  /** Of a place its own; of places that have several, all of them together. */
  benchmark: z.string(),
  /** The same by what the place was like at the origin. */
  regimes: z.array(
    z.object({
      regime: z.enum(regimes),
      count: z.number().int(),
      /** Null where there are too few to say. */
      figures: recordFiguresSchema.nullable(),
    }),
  ),
});
export type TrackRecord = z.infer<typeof trackRecordSchema>;

export const drilldownSchema = z.object({
  place: z.object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    completeness: z.number(),
    sourceFile: z.string().nullable(),
  }),
  unit: z.enum(units),
  metric: z.string(),
  asOf: instantSchema.nullable(),
  targetAt: instantSchema,
  horizonMinutes: z.number(),
  /** Null when nothing is known for the target time. */
  shown: z
    .object({
      state: z.enum(['measured', 'forecast', 'imputed', 'usual']),
      value: z.number(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      usual: z.number().nullable(),
    })
    .nullable(),
  /** Name of the forecaster that made what is shown for this place and horizon, and its version. */
  servedBy: z
    .object({
      model: z.string(),
      version: z.string(),
      isBenchmark: z.boolean(),
      /** Whether a network was among those it was chosen from: not yet while one is trained, never where none was asked for. */
      isJudgedBesideNetwork: z.boolean(),
      /** Whether its weights are those of the network that came with the console: `trainedTo` is not of them then. */
      isAsShipped: z.boolean(),
      trainedTo: instantSchema,
    })
    .nullable(),
  /** Where that is the benchmark though a model serves: why, and what the model says. */
  insteadOf: z
    .object({
      model: z.string(),
      value: z.number(),
      lower: z.number(),
      upper: z.number(),
      /** Null where the decision is not kept any more. */
      because: standInSchema.nullable(),
    })
    .nullable(),
  /** The one beside the model here, whose median `forecast` has; null where nothing is forecast. */
  benchmark: z.string().nullable(),
  /** In this and the next table `at` is the end of the interval a value stands for, as on the clock. */
  history: tableSchema({ at: 'time', value: 'float32', usual: 'float32' }),
  forecast: tableSchema({
    at: 'time',
    mean: 'float32',
    lower: 'float32',
    median: 'float32',
    upper: 'float32',
    usual: 'float32',
    benchmark: 'float32',
    /** Median of the model where the benchmark is shown instead of it. */
    model: 'float32',
  }),
  /** What was forecast for the target time 60, 30 and 15 minutes before it, against what happened. */
  saidThen: z.array(
    z.object({
      minutesBefore: z.number(),
      issuedAt: instantSchema,
      value: z.number(),
      lower: z.number(),
      upper: z.number(),
      happened: z.number().nullable(),
    }),
  ),
  trackRecord: z.array(trackRecordSchema),
  /** What the track record leaves out. */
  leftOut: leftOutSchema,
  /** What was done here, the last first: all that run as seen from now, and the last that have ended. */
  actions: z.array(actionSchema.extend({ outcome: outcomeSchema })),
  explanation: explanationSchema.nullable(),
  /** Peak and risk of overload that the same run sees; null where it sees none, as of anything but loads. */
  outlook: loadOutlookSchema.nullable(),
  inputsMissing: z.object({
    missing: z.number().int(),
    of: z.number().int(),
    /** What the model was taught to look at of the time ahead, and nobody knew at the origin. */
    ahead: z.array(z.enum(knownAheadGroups)),
  }),
});
export type Drilldown = z.infer<typeof drilldownSchema>;

/** What happened when it was like this before: here and in the neighbourhood, as far from usual as in the time before the origin. */
const alikeSchema = z.object({
  unit: z.enum(units),
  /** The origin that is compared with: now, or half an hour before a target of the past. */
  asOf: instantSchema,
  targetAt: instantSchema,
  /** How long before an origin is compared. */
  comparedMinutes: z.number(),
  /** A sum of other places, of which no moments are compared. */
  isSum: z.boolean(),
  /** Moments of the past that could have been found. */
  searched: z.number().int(),
  /** The most alike first; empty where there are too few to say anything. `value`: at the target, brought to the usual of now. */
  situations: z.array(z.object({ at: instantSchema, distance: z.number(), value: z.number().nullable() })),
  /** Over the situations, from the origin on; `at` is the end of an interval. */
  fan: tableSchema({ at: 'time', lowest: 'float32', median: 'float32', highest: 'float32' }),
});
export type Alike = z.infer<typeof alikeSchema>;

export const drilldownMessages = {
  'drilldown.alike': {
    request: z.object({ place: z.number().int(), targetAt: instantSchema }),
    response: alikeSchema,
  },
  'drilldown.get': {
    request: z.object({ place: z.number().int(), targetAt: instantSchema }),
    response: drilldownSchema,
  },
} as const satisfies MessageMap;
