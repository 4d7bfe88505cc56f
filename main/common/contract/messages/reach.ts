import { z } from 'zod';
import { units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** Which way another place lies along the road: where traffic goes next, or where it comes from. */
export const ways = ['downstream', 'upstream'] as const;

const reachedPlaceSchema = z.object({
  /** Place id. */
  place: z.number().int(),
  /** By how much a forecast is moved, in `unit`. */
  value: z.number(),
  /** Before the origin, of the reading that counts most; after it, of the forecast that is moved most. Null where steps are not told apart. */
  minutes: z.number().nullable(),
  /** Null where links have no direction, or the place lies both ways. */
  way: z.enum(ways).nullable(),
});
export type ReachedPlace = z.infer<typeof reachedPlaceSchema>;

/** What the model makes of neighbours: its sensitivity, no prediction of what would happen. The strongest first. */
const reachSchema = z.object({
  unit: z.enum(units),
  /** Data cut-off of the run that is looked into; null where nothing is forecast for the target. */
  asOf: instantSchema.nullable(),
  targetAt: instantSchema,
  /** False where the topic has no links: there is nothing to tell then. */
  isLinked: z.boolean(),
  /** Places whose readings push this forecast away from what it would be if they were as usual. */
  pushing: z.array(reachedPlaceSchema),
  /** Places whose forecasts this place pushes away from what they would be if it were as usual. */
  moved: z.array(reachedPlaceSchema),
});
export type Reach = z.infer<typeof reachSchema>;

export const reachMessages = {
  /** Which places push a forecast, and whose forecasts its place pushes. Abort. */
  'drilldown.reach': {
    request: z.object({ place: z.number().int(), targetAt: instantSchema }),
    response: reachSchema,
  },
} as const satisfies MessageMap;
