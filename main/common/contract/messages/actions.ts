import { z } from 'zod';
import { actionKinds, longestNote } from '../../rows/actions.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** An action in the log. */
export const actionSchema = z.object({
  id: z.number().int(),
  placeKey: z.string(),
  /** Null while no source names the place. */
  place: z.number().int().nullable(),
  placeName: z.string(),
  kind: z.enum(actionKinds),
  note: z.string(),
  from: instantSchema,
  /** Null while it is open. */
  until: instantSchema.nullable(),
  loggedAt: instantSchema,
  loggedBy: z.string(),
  /** Null where its end was said when it was logged, and while it is open. */
  endedBy: z.string().nullable(),
  takenBack: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
});
export type ActionRecord = z.infer<typeof actionSchema>;

/** What logged actions leave out of scores: how many actions, and how many forecasts whose truth is known. */
export const leftOutSchema = z.object({ actions: z.number().int(), forecasts: z.number().int() });
export type LeftOut = z.infer<typeof leftOutSchema>;

/**
 * What happened while an action lasted, against what had been forecast last before it: the mean of truth less forecast, and the mean ends
 * of the 90 % interval around that forecast, as far as it reached. Never a claim that the action did it.
 */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('compared'),
    issuedAt: instantSchema,
    /** How much of the time of the action was compared. */
    minutes: z.number(),
    difference: z.number(),
    lower: z.number(),
    upper: z.number(),
  }),
  z.object({
    kind: z.literal('none'),
    /** `not-yet`: its truth is not in; `other-action`: another one touches the same time. */
    why: z.enum(['running', 'not-yet', 'no-forecast', 'no-truth', 'other-action']),
  }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

const answerSchema = z.object({ action: actionSchema });

export const actionMessages = {
  /** Those that began last first. */
  'actions.list': {
    request: z.object({
      /** Null: of all places. */
      place: z.number().int().nullable().default(null),
      /** Whether those are listed too that were taken back. */
      takenBack: z.boolean().default(false),
    }),
    response: z.object({ actions: z.array(actionSchema) }),
  },
  /** From its start on, forecasts of the place and its neighbours are no test of a model, nor readings there something to learn from. */
  'actions.log': {
    request: z.object({
      place: z.number().int(),
      kind: z.enum(actionKinds),
      note: z.string().trim().max(longestNote).default(''),
      /** Null: now. */
      from: instantSchema.nullable().default(null),
      /** Null: until somebody ends it. */
      until: instantSchema.nullable().default(null),
    }),
    response: answerSchema,
  },
  'actions.end': {
    /** `at` null: now. */
    request: z.object({ action: z.number().int(), at: instantSchema.nullable().default(null) }),
    response: answerSchema,
  },
  /** It was logged by mistake: it stays in the log with the reason, and counts for nothing from then on. */
  'actions.take-back': {
    request: z.object({ action: z.number().int(), reason: z.string().trim().min(1).max(longestNote) }),
    response: answerSchema,
  },
} as const satisfies MessageMap;
