import { z } from 'zod';
import { safetyCategories, safetySwitches } from '../../safety-categories.ts';
import { instantSchema } from '../../view.ts';
import { pairedSchema } from '../count-records.ts';
import type { MessageMap } from '../define.ts';
import { fitSchema } from './models.ts';

export const categorySchema = z.enum(safetyCategories);

const reasonSchema = z.string().trim().min(1).max(200);
const turnSchema = z.object({ at: instantSchema, by: z.string(), reason: z.string() });

const purposeSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  categories: z.array(categorySchema),
  expiresAt: instantSchema,
  recordedAt: instantSchema,
  recordedBy: z.string(),
  withdrawn: turnSchema.nullable(),
  state: z.enum(['holds', 'expired', 'withdrawn']),
});
export type SafetyPurpose = z.infer<typeof purposeSchema>;

/** Why a category is forecast, or not: `default` needs no purpose, `switched-off` needs its own switch as well. */
export const categoryStates = [
  'default',
  'recorded',
  'purpose-needed',
  'expired',
  'withdrawn',
  'switched-off',
] as const;

const categoryUseSchema = z.object({
  category: categorySchema,
  isOn: z.boolean(),
  isDiscretionary: z.boolean(),
  state: z.enum(categoryStates),
  /** The purpose under which it is forecast, and when that ends; null where it needs none or has none. */
  purpose: z.number().int().nullable(),
  until: instantSchema.nullable(),
  /** Incidents of it that are loaded. */
  incidents: z.number().int(),
});
export type CategoryUse = z.infer<typeof categoryUseSchema>;

/** What of safety forecasts may be used at this moment, and who answers for it. */
export const safetyUseSchema = z.object({
  /** Who stopped all of them, when and why; null while they are not. */
  stopped: turnSchema.nullable(),
  categories: z.array(categoryUseSchema),
  /** Of each switch, whether it is on, and who turned it last; null: nobody ever did. */
  switches: z.array(
    z.object({ subject: z.enum(safetySwitches), isOn: z.boolean(), turned: turnSchema.nullable() }),
  ),
  /** The last recorded first. */
  purposes: z.array(purposeSchema),
});
export type SafetyUseState = z.infer<typeof safetyUseSchema>;

/** Somebody looked at a forecast of safety; the same once an hour. */
const seenSchema = z.object({
  at: instantSchema,
  actor: z.string(),
  clientId: z.string(),
  what: z.enum(['map', 'cell', 'record', 'equity']),
  cell: z.string().nullable(),
  /** Null where it is of no single period. */
  periodFrom: instantSchema.nullable(),
  hours: z.number().nullable(),
  categories: z.array(z.string()),
});
export type SafetySeen = z.infer<typeof seenSchema>;

/** Why the approved way of counting is shown of a category, or the mean: `earned` it, or any other reason. */
export const shownReasons = [
  'earned',
  'gain',
  'lately',
  'unjudged',
  'category',
  'data',
  'use',
  'later',
] as const;
export type ShownReason = (typeof shownReasons)[number];

/** The mean took the place of the approved way of counting, or gave it back. */
export const safetyStandInSchema = fitSchema.extend({
  at: instantSchema,
  category: z.string(),
  /** Only what had been received by then counts. */
  asOf: instantSchema,
  /** The mean that is long-run there. */
  benchmark: z.string(),
  isMeanShown: z.boolean(),
  because: z.enum(shownReasons),
  /** Of the approved one in hits at 5 % over the mean, and its log score less the mean's lately; null where that was not judged. */
  gain: pairedSchema.nullable(),
  lately: pairedSchema.nullable(),
});
export type SafetyStandIn = z.infer<typeof safetyStandInSchema>;

export const safetyUseMessages = {
  'safety.use': { request: z.object({}), response: safetyUseSchema },
  /** Somebody answers for forecasts of categories until a day; kept in the audit trail. */
  'safety.record-purpose': {
    request: z.object({
      name: z.string().trim().min(1).max(100),
      purpose: z.string().trim().min(1).max(500),
      legalBasis: z.string().trim().min(1).max(500),
      categories: z.array(categorySchema).min(1),
      expiresAt: instantSchema,
    }),
    response: safetyUseSchema,
  },
  'safety.withdraw-purpose': {
    request: z.object({ purpose: z.number().int(), reason: reasonSchema }),
    response: safetyUseSchema,
  },
  'safety.switch': {
    request: z.object({ subject: z.enum(safetySwitches), on: z.boolean(), reason: reasonSchema }),
    response: safetyUseSchema,
  },
  /** Turns all forecasts of safety off at once, until somebody resumes them; a restart changes nothing. */
  'safety.stop': { request: z.object({ reason: reasonSchema }), response: safetyUseSchema },
  'safety.resume': { request: z.object({ reason: reasonSchema }), response: safetyUseSchema },
  /** Who looked at which forecasts of safety, the last first. */
  'safety.seen': {
    request: z.object({ limit: z.number().int().min(1).max(1000).default(100) }),
    response: z.object({ seen: z.array(seenSchema) }),
  },
  /** When and why the mean was shown in place of what is approved, and when no more; the last first. */
  'safety.stand-ins': {
    request: z.object({ limit: z.number().int().min(1).max(1000).default(100) }),
    response: z.object({ standIns: z.array(safetyStandInSchema) }),
  },
} as const satisfies MessageMap;
