import { z } from 'zod';
import { instantSchema } from '../../view.ts';
import { tableSchema } from '../columns.ts';
import { shownCategorySchema } from '../count-records.ts';
import type { MessageMap } from '../define.ts';
import { fitSchema } from './models.ts';
import { categorySchema } from './safety-use.ts';

/**
 * `stopped`: somebody stopped all forecasts. `off`: nobody answers for any category that is loaded. `before` and `beyond` what can be
 * expected from here. `unrecorded`: the target time lies in days of which nothing was recorded.
 */
export const safetyStates = [
  'shown',
  'stopped',
  'off',
  'no-incidents',
  'too-few',
  'before',
  'beyond',
  'unrecorded',
] as const;
export type SafetyState = (typeof safetyStates)[number];

/** One row for each cell, all categories that were asked for together. */
export const cellsTable = tableSchema({
  cell: 'text',
  /** Centre, degrees: nothing more exact leaves the engine. */
  latitude: 'float64',
  longitude: 'float64',
  district: 'text',
  expected: 'float32',
  /** Probability of at least one. */
  atLeastOne: 'float32',
  /** The long-run mean of such a period. */
  longRun: 'float32',
  /** 1 where the last weeks differ from the long-run mean in any of the categories, at a false discovery rate of 10 %. */
  isDistinguishable: 'int32',
});

/** Corners of the cells, degrees; `row` is the cell's in the table. */
export const cornersTable = tableSchema({ row: 'int32', longitude: 'float64', latitude: 'float64' });

export const incidentFaults = ['all-at-midnight', 'heaped-on-full-hours'] as const;

/** What everything that is said of expected incidents rests on. */
const groundSchema = z.object({
  state: z.enum(safetyStates),
  targetAt: instantSchema.nullable(),
  /** The local day or shift that holds the target time. */
  period: z.object({ from: instantSchema, to: instantSchema, hours: z.number() }).nullable(),
  zone: z.string(),
  /** Only what had been received by then counts. */
  asOf: instantSchema.nullable(),
  /** End of the last period that is learned from. */
  knownTo: instantSchema.nullable(),
  /** The last that can be expected from here. */
  reachesTo: instantSchema.nullable(),
  /** True where incidents end long before now: what came after is no quiet time. */
  isOld: z.boolean(),
  dataHash: z.string(),
  /** Those that were asked for. */
  categories: z.array(shownCategorySchema),
  /**
   * The version that somebody approved beside the means; null: none. It is shown of each category where it earns it, unless it cannot serve:
   * `data` or `use` are others than it was trained with, or it has learned from what is `later` than the as-of.
   */
  approved: fitSchema.extend({ because: z.enum(['data', 'use', 'later']).nullable() }).nullable(),
  /** Reporting delay: null where the sources do not say when they were told. */
  delay: z
    .object({
      medianMinutes: z.number(),
      ninetiethMinutes: z.number(),
      /** Share of the last known period that is likely to have been told. */
      complete: z.number(),
      isIncomplete: z.boolean(),
    })
    .nullable(),
  faults: z.array(z.enum(incidentFaults)),
  /** Silences that are taken as not recorded: local days, ISO, the first and the last of each. */
  unrecorded: z.array(z.object({ first: z.string(), last: z.string(), days: z.number().int() })),
  /** Incidents learned from, and those that are not, by why; officers' findings are thinned where they are learned from. */
  learned: z.object({
    incidents: z.number().int(),
    untyped: z.number().int(),
    discretionary: z.number().int(),
    foundByOfficers: z.number().int(),
    sensor: z.number().int(),
    withoutPosition: z.number().int(),
    switchedOff: z.number().int(),
    thinned: z.number().int(),
    /** Days and places with a logged deployment, by which findings are thinned. */
    deployments: z.number().int(),
  }),
});
export type SafetyGround = z.infer<typeof groundSchema>;

/** A count, or null where it is hidden. */
const maskedSchema = z.number().int().nullable();

/** The whole days that nothing was learned from and that nearly everything is told of. */
const judgedSpanSchema = z.object({ from: instantSchema, to: instantSchema, days: z.number().int() });

/** How right the forecasts of a category were there. */
const trackRowSchema = z.object({
  category: z.string(),
  /** Cells and periods together. */
  forecasts: z.number().int(),
  incidents: maskedSchema,
  expected: z.number(),
  /** Mean negative log score of a cell and period, and of the long-run mean on the same; null where the count is hidden. */
  logScore: z.number().nullable(),
  meanLogScore: z.number().nullable(),
});

const recordSchema = judgedSpanSchema.extend({
  rows: z.array(
    trackRowSchema.extend({
      /** The whole city, in it the part of the day that is shown, or the district of the cell. */
      scope: z.enum(['city', 'shift', 'district']),
    }),
  ),
});

const recordTableSchema = judgedSpanSchema.extend({
  rows: z.array(
    trackRowSchema.extend({
      /** Null: the whole city; empty: cells that lie in no district. */
      district: z.string().nullable(),
      /** Local hour at which the shift begins; null: the whole day. */
      fromHour: z.number().int().nullable(),
    }),
  ),
});

const askedSchema = z.object({
  /** Null: the target time of the workspace. */
  targetAt: instantSchema.nullable().default(null),
  /** A shift or a day. Data without times are only expected by day. */
  hours: z.union([z.literal(6), z.literal(24)]).default(6),
  /** Null: all that are on. */
  categories: z.array(categorySchema).nullable().default(null),
});

export const safetyMapMessages = {
  /** Expected incidents of each cell. Progress and abort. @throws MetropoleError `safety-category-off` */
  'safety.map': {
    request: askedSchema,
    response: groundSchema.extend({ cells: cellsTable, corners: cornersTable }),
  },
  /** One cell and what is behind its number. @throws MetropoleError `safety-cell-unknown`, `safety-category-off`, `safety-stopped` */
  'safety.cell': {
    request: askedSchema.extend({ cell: z.string().min(1).max(20) }),
    response: groundSchema.extend({
      cell: z.string(),
      latitude: z.number(),
      longitude: z.number(),
      district: z.string(),
      /** All categories that were asked for together. */
      expected: z.number(),
      atLeastOne: z.number(),
      longRun: z.number(),
      isDistinguishable: z.boolean(),
      parts: z.array(
        z.object({
          category: z.string(),
          expected: z.number(),
          atLeastOne: z.number(),
          longRun: z.number(),
          isDistinguishable: z.boolean(),
          /** `factor * (seen + priorPeriods * cityRate) / (exposure + priorPeriods)`, times what the regression makes of it. */
          seen: maskedSchema,
          exposure: z.number(),
          priorPeriods: z.number(),
          cityRate: z.number(),
          factor: z.number(),
          regression: z.number(),
          /** The last weeks, and what the long-run mean had expected of them. */
          recentDays: z.number().int(),
          recentSeen: maskedSchema,
          recentExpected: z.number(),
        }),
      ),
      /** Incidents of the last four weeks, the last one last, with sums; null where counts cannot be shown without giving some away. */
      weeks: z.object({ from: z.array(instantSchema), counts: z.array(z.array(maskedSchema)) }).nullable(),
      /** How the approved method did, whichever was shown, or the mean where none is; null: nothing was judged yet. */
      record: recordSchema.nullable(),
      /** Incidents at one coordinate of the cell that looks like a jail or a hospital; 0: none does. */
      facilityIncidents: z.number().int(),
    }),
  },
  /** The track record of the whole city and of every district, each by day and by shift; null: nothing was judged yet. Progress and abort. */
  'safety.record': {
    request: askedSchema,
    response: groundSchema.extend({ record: recordTableSchema.nullable() }),
  },
  /** Who bears the forecasts: each district's share of what is expected beside its share of people, and how right it was there. */
  'safety.equity': {
    request: askedSchema,
    response: groundSchema.extend({
      districts: z.array(
        z.object({
          /** Empty: cells that lie in none. */
          district: z.string(),
          cells: z.number().int(),
          expected: z.number(),
          share: z.number(),
          people: z.number().nullable(),
          peopleShare: z.number().nullable(),
          /** Held-out days: what was expected and what happened, and their ratio. */
          heldExpected: z.number().nullable(),
          heldSeen: maskedSchema,
          observedOverExpected: z.number().nullable(),
          /** Incidents in the held-out days a year and 1,000 people, with the middle 95 %. */
          rate: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
        }),
      ),
      heldDays: z.number().int().nullable(),
    }),
  },
} as const satisfies MessageMap;
