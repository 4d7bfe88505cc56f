import { z } from 'zod';
import { knownAheadGroups } from '../known-ahead.ts';

const figure = z.number().nullable();

/** A difference from the benchmark with the middle 95 % of a bootstrap over days; below zero is better. */
const differenceSchema = z.object({ difference: z.number(), low: z.number(), high: z.number() });

/** Scores of one place, or of the sum of all, a day ahead; in the unit of the data, null where there is nothing to judge. */
const targetSchema = z.object({
  days: z.number().int(),
  /** Of the median. */
  meanAbsoluteError: figure,
  meanAbsoluteErrorOfMean: figure,
  /** Of the mean. */
  rootMeanSquaredError: figure,
  /** Mean of the nine deciles. */
  pinball: figure,
  coverage: figure,
  width: figure,
  coverageAtPeak: figure,
  /** Null for the benchmark itself. */
  againstBenchmark: z.object({ meanAbsoluteError: differenceSchema, pinball: differenceSchema }).nullable(),
});

const rowSchema = z.object({
  model: z.string(),
  title: z.string(),
  isBenchmark: z.boolean(),
  /** Days from one fit to the next; null: made of other models. */
  refitDays: z.number().int().nullable(),
  /** What chance began with, for networks. */
  seed: z.number().int().nullable(),
  /** What is known ahead and was kept from it; null: nothing. */
  without: z.enum(knownAheadGroups).nullable(),
  /**
   * What its differences are from: the benchmark, for networks the ridge that they stand on, and for a model from which something was kept the
   * model with it; null for the benchmark itself.
   */
  against: z.string().nullable(),
  /** Each place, then the sum of all. */
  targets: z.array(targetSchema),
  /** Over places together. */
  coverage: figure,
  coverageAtPeak: figure,
  /** Probabilities of a load above the rating, by the hour. */
  overload: z.object({
    hours: z.number().int(),
    observed: figure,
    brier: figure,
    brierOfUsual: figure,
    /** Groups of hours with about the same probability; empty ones left out. */
    reliability: z.array(
      z.object({ from: z.number(), count: z.number().int(), forecast: z.number(), observed: z.number() }),
    ),
  }),
});

/** Models judged one day or two ahead, by the hour. */
export const dayAheadTableSchema = z.object({
  split: z.enum(['validation', 'test']),
  /** Each day is forecast from its midnight (1), or from 24 hours earlier (2). */
  daysAhead: z.union([z.literal(1), z.literal(2)]),
  /** First hours of the first and the last day judged, epoch milliseconds. */
  from: z.number(),
  to: z.number(),
  /** What the differences of all but networks are from. */
  benchmark: z.string(),
  /** Of each place, made up: the load that one hour in ten of the sixty days before was above. */
  ratings: z.array(figure),
  rows: z.array(rowSchema),
});
export type DayAheadRecord = z.infer<typeof dayAheadTableSchema>;
