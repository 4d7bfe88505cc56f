import { z } from 'zod';
import { float32Array, uint32Array } from './typed-arrays.ts';

/** What an outlook is reckoned from; shapes as in `models/energy/paths/outlook.ts`. */
export const outlookRequestSchema = z.object({
  /** Of whole places: `quantiles` is `[place, step, level]`. */
  places: z.number().int(),
  horizonSteps: z.number().int(),
  quantiles: float32Array,
  /** What was measured before the origin, `[place, step]`, NaN = missing. */
  history: float32Array,
  stepSeconds: z.number().int(),
  /** The members of group `g` are `members[offsets[g] .. offsets[g + 1])`, positions among the places. */
  offsets: uint32Array,
  members: uint32Array,
  ratings: float32Array,
});
export type OutlookRequestRecord = z.infer<typeof outlookRequestSchema>;

export const outlookRecordSchema = z.object({
  rows: z.number().int(),
  steps: z.number().int(),
  peakStep: float32Array,
  peakShare: float32Array,
  peakEarliest: float32Array,
  peakLatest: float32Array,
  peakLower: float32Array,
  peakMedian: float32Array,
  peakUpper: float32Array,
  overAny: float32Array,
  firstEarly: float32Array,
  firstMedian: float32Array,
  firstLate: float32Array,
  stepsAbove: float32Array,
  shiftedStep: float32Array,
  shiftedLower: float32Array,
  shiftedMedian: float32Array,
  shiftedUpper: float32Array,
  shiftedOver: float32Array,
  nextPeakStep: float32Array,
  nextPeakLower: float32Array,
  nextPeakMedian: float32Array,
  nextPeakUpper: float32Array,
  nextOver: float32Array,
  over: float32Array,
  lower: float32Array,
  median: float32Array,
  upper: float32Array,
});
export type OutlookRecord = z.infer<typeof outlookRecordSchema>;

/** What a compute host answers about the loads of a run. */
export const outlookMessages = {
  /** Peaks and risks of overload from joint paths; null where too few days are known for them. */
  'compute.outlook': {
    request: outlookRequestSchema,
    response: z.object({ outlook: outlookRecordSchema.nullable() }),
  },
} as const;
