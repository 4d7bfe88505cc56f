import { z } from 'zod';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** What may be associated with a departure from the usual: wording `cause.<kind>`. */
export const causeKinds = [
  'collision',
  'breakdown',
  'roadworks',
  'closure',
  'outage',
  'event',
  'rain',
  'fog',
] as const;

export const causeSchema = z.object({
  /** As the log has it; of weather its kind and start. */
  key: z.string(),
  kind: z.enum(causeKinds),
  /** What the log calls it; null where it has no name. */
  name: z.string().nullable(),
  /** That it is what the departure is associated with most, 0 to 1. */
  probability: z.number(),
  startsAt: instantSchema,
  /** Null while nobody has said that it is over. */
  endsAt: instantSchema.nullable(),
  /** Null for what is everywhere. */
  where: z
    .object({
      /** Seen from the place along the direction of travel; `beside` where it lies on no road that leads to or from it. */
      direction: z.enum(['downstream', 'upstream', 'beside']),
      metres: z.number(),
      latitude: z.number(),
      longitude: z.number(),
    })
    .nullable(),
});
export type Cause = z.infer<typeof causeSchema>;

export const causesSchema = z.object({
  /** Data cut-off: nothing that was logged or measured later is looked at. */
  asOf: instantSchema,
  targetAt: instantSchema,
  /**
   * `judged`: it departs, and what is logged was scored. `usual`: nothing to explain. `unknown`: no value or no usual for that time.
   * `beyond`: causes are found for speeds alone.
   */
  state: z.enum(['judged', 'usual', 'unknown', 'beyond']),
  /** The value less its usual, as a share of the usual; null where either is unknown. */
  deviation: z.number().nullable(),
  /** Those that are probable enough to be named, the most probable first. */
  causes: z.array(causeSchema),
  /** How many were within reach in space and time. */
  considered: z.number().int(),
});
export type Causes = z.infer<typeof causesSchema>;

export const causeMessages = {
  /** What is logged that a departure from the usual may be associated with. */
  'drilldown.causes': {
    request: z.object({ place: z.number().int(), targetAt: instantSchema }),
    response: causesSchema,
  },
} as const satisfies MessageMap;
