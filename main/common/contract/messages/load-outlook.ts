import { z } from 'zod';
import { weatherScenarios } from '../../rows/load-outlooks.ts';
import { instantSchema } from '../../view.ts';

/** When and how high the load of a place peaks in the 24 hours ahead of a run, how likely it exceeds what the place may carry, and the day after. */
export const loadOutlookSchema = z.object({
  place: z.number().int(),
  /** How many places it is the sum of; 0 where it is measured itself. */
  members: z.number().int(),
  /** In the data's unit, as the places file says; null where it says none. */
  rating: z.number().nullable(),
  peak: z.object({
    /** The interval that the peak most likely lies in, and how likely. */
    from: instantSchema,
    to: instantSchema,
    share: z.number(),
    /** Nine in ten courses peak between these. */
    earliest: instantSchema,
    latest: instantSchema,
    /** Its height, whenever it comes: levels 5, 50 and 95. */
    lower: z.number(),
    median: z.number(),
    upper: z.number(),
  }),
  /** Its height in other weather, as the model has it; empty where the model knows nothing of weather. */
  weather: z.array(
    z.object({
      scenario: z.enum(weatherScenarios),
      /** The start of the day whose weather it is, in UTC; null for one degree more. */
      day: instantSchema.nullable(),
      lower: z.number(),
      median: z.number(),
      upper: z.number(),
      /** Whether temperatures, or changes from one day to the next, were never measured like that. */
      isBeyond: z.boolean(),
    }),
  ),
  /**
   * SCENARIO, by arithmetic alone: the peak if a share of the load around it were used in other hours; null where the day leaves no room for
   * them. Whether anybody would is not said.
   */
  shifted: z
    .object({
      share: z.number(),
      from: instantSchema,
      to: instantSchema,
      intoFrom: instantSchema,
      intoTo: instantSchema,
      /** When it peaks most likely then. */
      peakFrom: instantSchema,
      peakTo: instantSchema,
      lower: z.number(),
      median: z.number(),
      upper: z.number(),
      /** Of a load above the rating in any interval; null where no rating is known. */
      overload: z.number().nullable(),
    })
    .nullable(),
  /** The peak of the 24 hours after those; null where the run reaches no further. */
  nextDay: z
    .object({
      from: instantSchema,
      to: instantSchema,
      lower: z.number(),
      median: z.number(),
      upper: z.number(),
      /** Of a load above the rating in any interval of them; null where no rating is known. */
      overload: z.number().nullable(),
    })
    .nullable(),
  /** Null where no rating is known. */
  overload: z
    .object({
      /** Of a load above the rating, either way, in any interval of the 24 hours. */
      probability: z.number(),
      /** The interval in which it is likeliest, and how likely; null where it is nowhere. */
      likeliest: z.object({ from: instantSchema, to: instantSchema, probability: z.number() }).nullable(),
      /** When it begins where it comes, levels 5, 50 and 95; null where it does in no course. */
      begins: z.object({ early: instantSchema, median: instantSchema, late: instantSchema }).nullable(),
      /** Mean time above the rating. */
      hoursAbove: z.number(),
    })
    .nullable(),
});
export type LoadOutlook = z.infer<typeof loadOutlookSchema>;
