import { z } from 'zod';
import { errorCodes } from '../errors.ts';

/** Who asks. One actor (a person or a program) may have several clients (windows, a CLI). */
export const originSchema = z.object({
  clientId: z.string().min(1).max(100),
  actor: z.string().min(1).max(200),
  /** Id of the workspace the client believes it talks to; "" before it knows. */
  workspace: z.string().max(200),
});
export type Origin = z.infer<typeof originSchema>;

export const requestSchema = originSchema.extend({
  kind: z.literal('request'),
  id: z.number().int().nonnegative(),
  name: z.string().max(100),
  body: z.unknown(),
});

export const abortSchema = z.object({ kind: z.literal('abort'), id: z.number().int().nonnegative() });

export const progressSchema = z.object({
  /** 0 to 1, or null when the length is not known. */
  fraction: z.number().min(0).max(1).nullable(),
  /** A wording key, `progress.<stage>`. */
  stage: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const errorRecordSchema = z.object({
  code: z.enum(errorCodes),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string().optional(),
});

/** Everything that travels on a channel. */
export const envelopeSchema = z.discriminatedUnion('kind', [
  requestSchema,
  abortSchema,
  z.object({ kind: z.literal('progress'), id: z.number().int(), progress: progressSchema }),
  z.object({ kind: z.literal('response'), id: z.number().int(), body: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.number().int(), error: errorRecordSchema }),
  z.object({ kind: z.literal('event'), name: z.string(), body: z.unknown() }),
]);
export type Envelope = z.infer<typeof envelopeSchema>;
