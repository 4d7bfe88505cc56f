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

const pairedSchema = z.object({ difference: z.number(), low: z.number(), high: z.number() });

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
  /** Gain in hits at 5 % over the mean, and whether it is enough to be shown in its place; null for benchmarks. */
  overMean: z.object({ gain: z.number(), isModelShown: z.boolean() }).nullable(),
});

export const countRowSchema = z.object({
  method: z.string(),
  title: z.string(),
  isBenchmark: z.boolean(),
  /** What it chose by itself, each entry a setting and the number of its category. */
  chosen: z.record(z.string(), z.number().nullable()),
  fitSeconds: z.number(),
  categories: z.array(countCellSchema),
});
export type CountRowRecord = z.infer<typeof countRowSchema>;

/** How the methods that may be shown did on the last days before what is known ends. */
const heldOutSchema = z.object({
  days: z.number().int(),
  incidents: z.number().int(),
  /** In all cells, by what is shown. */
  expected: z.number(),
  slope: z.number().or(z.nan()),
  observedOverExpected: z.array(z.number().or(z.nan())),
  /** Gain of the regression in hits at 5 % over the mean, with its interval; null where it could not be judged. */
  gain: pairedSchema.nullable(),
});
export type HeldOutRecord = z.infer<typeof heldOutSchema>;

/** What is shown of one category, and why. */
export const shownCategorySchema = z.object({
  category: z.string(),
  method: z.enum(['mean', 'mean-by-week', 'regression']),
  /** The mean that is long-run, which is what is shown unless the regression is. */
  longRun: z.enum(['mean', 'mean-by-week']),
  /** Of that mean: days of the city's mean that a cell begins with. */
  priorDays: z.number(),
  dispersion: z.number(),
  heldOut: heldOutSchema.nullable(),
});
export type ShownCategoryRecord = z.infer<typeof shownCategorySchema>;

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
});
export type ExpectedCountsRecord = z.infer<typeof expectedCountsSchema>;

/** What a compute host answers about counts. */
export const countMessages = {
  /** Every benchmark and model by the protocol for counts. Progress and abort. */
  'compute.evaluate-counts': {
    request: z.object({ counts: countsSchema, split: z.enum(['validation', 'test']) }),
    response: z.object({ rows: z.array(countRowSchema) }),
  },
  /** What is to be expected in periods `from` to before `to`, by the method that earns to be shown. Progress and abort. */
  'compute.expect-counts': {
    request: z.object({ counts: countsSchema, from: z.number().int(), to: z.number().int() }),
    response: expectedCountsSchema,
  },
} as const;
