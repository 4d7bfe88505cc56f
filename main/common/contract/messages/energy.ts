import { z } from 'zod';
import { units } from '../../metrics.ts';
import { dayAheadTableSchema } from '../day-ahead.ts';
import type { MessageMap } from '../define.ts';

/** What is asked about loads alone. */
export const energyMessages = {
  /** Accuracy a day ahead of every forecaster of loads: of each place, of their sum, and of the risk of an overload. */
  'energy.evaluate': {
    request: z.object({
      split: z.enum(['validation', 'test']).default('validation'),
      models: z.array(z.string()).optional(),
    }),
    response: dayAheadTableSchema.extend({
      unit: z.enum(units),
      dataHash: z.string(),
      /** What the places are called, in the order of the targets. */
      places: z.array(z.string()),
      /** Goals for the test part of these data, for each place; empty where nobody set any. */
      bars: z.array(z.object({ meanAbsoluteError: z.number(), pinball: z.number() })),
    }),
  },
} as const satisfies MessageMap;
