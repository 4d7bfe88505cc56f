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

/** What a compute host answers about counts. */
export const countMessages = {
  /** Every benchmark and model by the protocol for counts. Progress and abort. */
  'compute.evaluate-counts': {
    request: z.object({ counts: countsSchema, split: z.enum(['validation', 'test']) }),
    response: z.object({ rows: z.array(countRowSchema) }),
  },
} as const;
