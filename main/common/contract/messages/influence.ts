import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** Which forecasts a row is about: all of them, those of some hours of the day, or those of a district. */
const influenceSliceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  /** Hours of the local day, the last one not among them. */
  z.object({ kind: z.literal('hours'), from: z.number().int(), to: z.number().int() }),
  z.object({ kind: z.literal('district'), district: z.string() }),
]);
export type InfluenceSlice = z.infer<typeof influenceSliceSchema>;

const influenceRowSchema = z.object({
  slice: influenceSliceSchema,
  /** Explained forecasts. */
  count: z.number().int(),
  /** How far each group moved them in the mean, whichever way, in the order of `groups`. */
  values: z.array(z.number()),
});
export type InfluenceRow = z.infer<typeof influenceRowSchema>;

export const influenceSchema = z.object({
  unit: z.enum(units),
  model: z.string(),
  version: z.string(),
  /** First and last moment from which the explained forecasts were made. */
  from: instantSchema,
  to: instantSchema,
  /** Groups of inputs, wording `group.<id>`, in the order in which they are credited. */
  groups: z.array(z.string()),
  rows: z.array(influenceRowSchema),
});
export type Influence = z.infer<typeof influenceSchema>;

export const influenceMessages = {
  /** Which groups of inputs moved the forecasts of the shown model, where and when, over the last days. Progress and abort. */
  'explain.influence': {
    request: z.object({ topic: z.enum(topics).optional() }),
    response: influenceSchema,
  },
} as const satisfies MessageMap;
