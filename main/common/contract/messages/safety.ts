import { z } from 'zod';
import { countTableSchema } from '../count-records.ts';
import type { MessageMap } from '../define.ts';

export const safetyMessages = {
  /** Accuracy of expected incidents by the protocol for counts, on all incidents that may be learned from. Progress and abort. */
  'safety.evaluate': {
    request: z.object({
      split: z.enum(['validation', 'test']).default('validation'),
      /** Leaves out what was recorded at coordinates that look like a jail or a hospital. */
      withoutFacilities: z.boolean().default(false),
    }),
    response: z.object({
      split: z.enum(['validation', 'test']),
      dataHash: z.string(),
      zone: z.string(),
      incidents: z.number().int(),
      /** Days between incidents of which nothing was recorded: left out. */
      unrecordedDays: z.number().int(),
      /** Learned from although nobody says who reported them. */
      untyped: z.number().int(),
      /** Not learned from, and why. */
      leftOut: z.object({
        discretionary: z.number().int(),
        foundByOfficers: z.number().int(),
        sensor: z.number().int(),
        withoutPosition: z.number().int(),
      }),
      /** Coordinates that look like facilities, the busiest first; what happened there counts unless it was asked not to. */
      facilities: z.array(z.object({ latitude: z.number(), longitude: z.number(), count: z.number().int() })),
      tables: z.array(countTableSchema),
    }),
  },
} as const satisfies MessageMap;
