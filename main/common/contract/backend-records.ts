import { z } from 'zod';
import { backendIds } from '../backends.ts';
import { errorRecordSchema } from './envelope.ts';

export const backendIdSchema = z.enum(backendIds);

/** What is known of a backend without computing on it. */
export const detectionSchema = z.object({
  backend: backendIdSchema,
  /** Processor or graphics card, as its maker names it; "" where that is not told. */
  device: z.string(),
  /** Driver or library with its version. */
  driver: z.string(),
  /** A graphics card imitated by the processor: never chosen by itself. */
  isSoftware: z.boolean(),
  /** Why it cannot be used here; null when it can. */
  refusal: errorRecordSchema.nullable(),
});
export type DetectionRecord = z.infer<typeof detectionSchema>;

/**
 * How far a backend's results lie from those of `cpu` over all parity cases: the largest absolute difference, and the
 * largest relative one (to the larger of the value and a hundredth of the largest value of its case).
 */
export const paritySchema = z.object({
  absolute: z.number(),
  relative: z.number(),
  limits: z.object({ absolute: z.number(), relative: z.number() }),
  passes: z.boolean(),
});
export type ParityRecord = z.infer<typeof paritySchema>;

/** What a backend was measured to do. */
export const measurementSchema = z.object({
  backend: backendIdSchema,
  parity: paritySchema,
  /** Speed of a product of two square matrices of `productSize` rows, 10⁹ floating point operations a second. */
  gigaflops: z.number(),
  productSize: z.number().int(),
  /** Median time of one forecast of each model that was handed in, milliseconds. */
  latencies: z.array(z.object({ model: z.string(), milliseconds: z.number() })),
});
export type MeasurementRecord = z.infer<typeof measurementSchema>;

/** One backend in the table of all. */
export const backendRowSchema = z.object({
  detection: detectionSchema,
  /** Null until it was measured. */
  measurement: measurementSchema.nullable(),
  /** Why it was given up: its measurement failed, or a forecast did. Null when neither. */
  fault: errorRecordSchema.nullable(),
});
export type BackendRow = z.infer<typeof backendRowSchema>;

/** All backends of this machine and which one computes. */
export const computeReportSchema = z.object({
  rows: z.array(backendRowSchema),
  /** Null before anything was chosen. */
  chosen: backendIdSchema.nullable(),
  /** The one a person insists on; null when the console chooses. */
  forced: backendIdSchema.nullable(),
  /** Epoch milliseconds. */
  measuredAt: z.number().nullable(),
});
export type ComputeReport = z.infer<typeof computeReportSchema>;
