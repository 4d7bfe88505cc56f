import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** Share of the truth inside the 90 % interval, 0 to 1, and the interval's mean width in the data's unit; null where there is none. */
const heldSchema = z.object({ coverage: z.number().nullable(), width: z.number().nullable() });

/** How intervals did over all steps up to a horizon. */
const horizonSchema = z.object({
  minutes: z.number(),
  count: z.number().int(),
  /** Mean pinball loss over all levels, in the data's unit. */
  pinball: z.number().nullable(),
  all: heldSchema,
  /** Where the mean forecast is below two thirds of the speed that one reading in twenty exceeds. */
  congested: heldSchema,
  /** From 7 to 10 and 16 to 19. */
  peaks: heldSchema,
  /** The tenth of places where they held least. */
  worstPlaces: heldSchema,
});

export const intervalReplaySchema = z.object({
  unit: z.enum(units),
  dataHash: z.string(),
  model: z.string(),
  version: z.string(),
  from: instantSchema,
  to: instantSchema,
  origins: z.number().int(),
  places: z.number().int(),
  /** As the version says them. */
  own: z.array(horizonSchema),
  /** As they follow the truth. */
  following: z.array(horizonSchema),
  /** How wide they were in the end, as multiples of the version's own, by regime and part of the horizon. */
  widths: z.array(z.object({ cell: z.string(), width: z.number() })),
  /** By how much more those of the places, from the least to the greatest; null where none came true. */
  seriesWidths: z.object({ least: z.number(), median: z.number(), most: z.number() }).nullable(),
});
export type IntervalReplay = z.infer<typeof intervalReplaySchema>;

export const intervalMessages = {
  /**
   * How often the intervals of the shown version hold the truth that it has not learned from, as it says them and as they follow the
   * truth: a look at the test part, which is recorded. Progress and abort.
   */
  'forecast.replay-intervals': {
    request: z.object({ topic: z.enum(topics) }),
    response: intervalReplaySchema,
  },
} as const satisfies MessageMap;
