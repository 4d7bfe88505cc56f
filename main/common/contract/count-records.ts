import { z } from 'zod';
import { float64Array, uint16Array, uint32Array, uint8Array } from './typed-arrays.ts';

/** Incidents by cell, category and period; shapes as in `models/safety/counts.ts`. */
export const countsSchema = z.object({
  cells: z.array(z.string()),
  centres: float64Array,
  categories: z.array(z.string()),
  periodsPerDay: z.number().int(),
  periods: z.number().int(),
  dayOfWeek: uint8Array,
  dayOfYear: uint16Array,
  values: uint16Array,
  missed: uint32Array,
  known: z.number().int().optional(),
});
export type CountsRecord = z.infer<typeof countsSchema>;

/** What a method has learned of counts, as it is stored. */
export const countStateSchema = z.object({
  /** How many categories it was fitted to. */
  categories: z.number().int(),
  /** Names of the cells that arrays over cells are of; empty where none is. */
  cells: z.array(z.string()),
  /** Numbers by name, a dot and the category's position. */
  values: z.record(z.string(), z.number()),
  arrays: z.record(z.string(), z.array(z.number())),
});
export type CountStateRecord = z.infer<typeof countStateSchema>;

/** A fitted method: its name, the categories that it was fitted to, and what it learned. */
const countFitSchema = z.object({
  method: z.string(),
  categories: z.array(z.string()),
  state: countStateSchema,
});
export type CountFitRecord = z.infer<typeof countFitSchema>;

/** A difference and the middle 95 % of it. */
export const pairedSchema = z.object({ difference: z.number(), low: z.number(), high: z.number() });

/** A method on one category. */
const countCellSchema = z.object({
  category: z.string(),
  logScore: z.number(),
  /** Share of incidents in the highest 1, 5, 10 and 20 % of cells. */
  hits: z.array(z.number()),
  observedOverExpected: z.array(z.number()),
  expectedByTenth: z.array(z.number()),
  slope: z.number(),
  against: z.array(z.object({ benchmark: z.string(), logScore: pairedSchema, hitsAtFive: pairedSchema })),
  /** Null for benchmarks. */
  bars: z
    .object({ logScore: z.boolean(), hitsAtFive: z.boolean(), tenths: z.boolean(), slope: z.boolean() })
    .nullable(),
  /** Gain in hits at 5 % over the mean, and whether it is enough to be shown in its place; null for benchmarks, and where the mean is not in the table. */
  overMean: z.object({ gain: z.number(), isModelShown: z.boolean() }).nullable(),
});

const countRowSchema = z.object({
  method: z.string(),
  title: z.string(),
  isBenchmark: z.boolean(),
  /** What it chose by itself, each entry a setting and the number of its category. */
  chosen: z.record(z.string(), z.number().nullable()),
  fitSeconds: z.number(),
  categories: z.array(countCellSchema),
});
export type CountRowRecord = z.infer<typeof countRowSchema>;

/** One way of counting, with everything that was judged on it. */
export const countTableSchema = z.object({
  grid: z.enum(['h3', 'squares']),
  hours: z.number(),
  /** Whether the categories were counted together. */
  isTogether: z.boolean(),
  cells: z.number().int(),
  /** Days learned from, and days judged. */
  learnedDays: z.number().int(),
  judgedDays: z.number().int(),
  /** Incidents in the judged days, and how many of them lay outside all cells. */
  incidents: z.number().int(),
  missed: z.number().int(),
  rows: z.array(countRowSchema),
});
export type CountTableRecord = z.infer<typeof countTableSchema>;

/** What a version that expects counts was made under, and how it did on the days behind what it has learned from. */
export const countJudgementSchema = z.object({
  categories: z.array(z.string()),
  /** Whether what officers found was learned from. */
  learnsFindings: z.boolean(),
  /** End of the judged days, epoch milliseconds; that of what was learned from where none are judged. */
  judgedTo: z.number(),
  /** By day and by shift, the benchmarks first; without rows where nothing could be judged. */
  tables: z.array(countTableSchema),
});
export type CountJudgement = z.infer<typeof countJudgementSchema>;

/** How what is shown did on the days behind those that were learned from. */
const heldOutSchema = z.object({
  days: z.number().int(),
  incidents: z.number().int(),
  /** In all cells, by what is shown. */
  expected: z.number(),
  slope: z.number().or(z.nan()),
  observedOverExpected: z.array(z.number().or(z.nan())),
  /** Gain of the approved method in hits at 5 % over the mean, with its interval; null where there is none, or it could not be judged. */
  gain: pairedSchema.nullable(),
  /** Log score of the approved method less the mean's in the last weeks, and whether the mean stands in for it because of that; null as above. */
  lately: pairedSchema.extend({ blocks: z.number().int(), isMeanShown: z.boolean() }).nullable(),
});
export type HeldOutRecord = z.infer<typeof heldOutSchema>;

/** What is shown of one category, and why. */
export const shownCategorySchema = z.object({
  category: z.string(),
  method: z.string(),
  /** The approved method that was asked for this category; null: none but the means. It is shown where it earns it. */
  approved: z.string().nullable(),
  /** The mean that is long-run, which is what is shown unless an approved method is. */
  longRun: z.enum(['mean', 'mean-by-week']),
  /** Of that mean: days of the city's mean that a cell begins with. */
  priorDays: z.number(),
  dispersion: z.number(),
  heldOut: heldOutSchema.nullable(),
});
export type ShownCategoryRecord = z.infer<typeof shownCategorySchema>;

/** How the approved method did, and the mean where none is, whichever was shown; shapes as in `models/safety/count-record.ts`. */
const trackSchema = z.object({
  /** Days, from the first. */
  from: z.number().int(),
  to: z.number().int(),
  record: z.object({
    seen: uint32Array,
    expected: float64Array,
    loss: float64Array,
    meanLoss: float64Array,
  }),
  errors: z.object({ bias: float64Array, size: float64Array }),
});
export type CountTrack = z.infer<typeof trackSchema>;

/** Expected counts of consecutive periods. `[category, period, cell]` unless said otherwise. */
export const expectedCountsSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  categories: z.array(shownCategorySchema),
  means: float64Array,
  longRun: float64Array,
  /** Days before the end of what is known in which a cell is compared with its long-run mean. */
  recentDays: z.number().int(),
  /** `[category, cell]`: what happened in them, what the long-run mean had expected, and whether the two can be told apart. */
  recentSeen: uint32Array,
  recentExpected: float64Array,
  isDistinguishable: uint8Array,
  /** `[category, cell]`: what is shown and what happened in the held-out days; empty where there are none. */
  heldExpected: float64Array,
  heldSeen: uint32Array,
  track: trackSchema.nullable(),
});
export type ExpectedCountsRecord = z.infer<typeof expectedCountsSchema>;

/** Days, from the first: before `from` is learned from, from there to before `to` is judged. */
const judgedSchema = z.object({ from: z.number().int(), to: z.number().int() });

/** What a compute host answers about counts. */
export const countMessages = {
  /** Every benchmark and model by the protocol for counts. Progress and abort. */
  'compute.evaluate-counts': {
    request: z.object({ counts: countsSchema, split: z.enum(['validation', 'test']) }),
    response: z.object({ rows: z.array(countRowSchema) }),
  },
  /** What is to be expected in periods `from` to before `to`, by the method that earns to be shown. Progress and abort. */
  'compute.expect-counts': {
    request: z.object({
      counts: countsSchema,
      from: z.number().int(),
      to: z.number().int(),
      /** The means first, the approved method behind them where there is one. */
      fits: z.array(countFitSchema).min(1),
      /** End of what any of them has learned from: they are judged on the whole days from there on. Period. */
      learnedUntil: z.number().int(),
      /** End of what nearly everything is told of, period: nothing later is judged. */
      reportedUntil: z.number().int(),
      /** The areas that records are kept of: how many, and that of each cell. */
      areas: z.object({ count: z.number().int(), ofCell: uint16Array }),
    }),
    response: expectedCountsSchema,
  },
  /**
   * Fits a method to the days before `from` and judges it on those before `to`, beside the benchmarks, fitted alike. Without judged days it
   * is fitted alone. Progress and abort.
   */
  'compute.fit-counts': {
    request: z.object({ counts: countsSchema, method: z.string(), ...judgedSchema.shape }),
    response: z.object({ state: countStateSchema, rows: z.array(countRowSchema) }),
  },
  /** Judges stored fits on the same days, the first of them against all others. Abort. */
  'compute.compare-counts': {
    request: z.object({
      counts: countsSchema,
      fits: z.array(countFitSchema.extend({ name: z.string() })).min(1),
      ...judgedSchema.shape,
    }),
    response: z.object({ rows: z.array(countRowSchema) }),
  },
} as const;
