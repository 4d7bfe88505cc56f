import { z } from 'zod';
import { units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import { tableSchema } from '../columns.ts';
import { dayAheadTableSchema } from '../day-ahead.ts';
import type { MessageMap } from '../define.ts';
import { loadOutlookSchema } from './load-outlook.ts';

/** What is asked about loads alone. */
export const energyMessages = {
  /** Accuracy one day or two ahead of every forecaster of loads: of each place, of their sum, and of the risk of an overload. */
  'energy.evaluate': {
    request: z.object({
      split: z.enum(['validation', 'test']).default('validation'),
      daysAhead: dayAheadTableSchema.shape.daysAhead.default(1),
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
  /** Peaks and risks of overload that the last run of loads at or before `asOf` sees; left out: as seen from now. */
  'loads.outlook': {
    request: z.object({ asOf: instantSchema.optional() }),
    response: z.object({
      /** Data cut-off of the run; null where no run says any, so as while too few days are loaded. */
      asOf: instantSchema.nullable(),
      stepSeconds: z.number().int(),
      unit: z.enum(units).nullable(),
      places: z.array(loadOutlookSchema),
      /** By interval, which ends at `at`: probability of a load above the rating, and levels 5, 50 and 95 of the load. */
      intervals: tableSchema({
        place: 'int32',
        at: 'time',
        over: 'float32',
        lower: 'float32',
        median: 'float32',
        upper: 'float32',
      }),
    }),
  },
} as const satisfies MessageMap;
