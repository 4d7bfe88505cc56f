import { z } from 'zod';
import { backendIdSchema, computeReportSchema } from '../backend-records.ts';
import type { MessageMap } from '../define.ts';

export const computeStatusSchema = z.object({
  backend: z.string(),
  state: z.enum(['starting', 'ready', 'restarting', 'failed']),
  restarts: z.number().int(),
  /** Live tensors after the last call; anything but the models' own weights is a leak. */
  tensors: z.number().int(),
});

export const systemMessages = {
  'compute.status': { request: z.object({}), response: computeStatusSchema },
  /** What is known of the backends; nothing is computed for it. */
  'compute.report': { request: z.object({}), response: computeReportSchema },
  /** Looks for every backend and measures each that is here; then chooses again. Progress and abort. */
  'compute.examine': { request: z.object({}), response: computeReportSchema },
  /** Insists on one backend, or leaves the choice to the console: null. */
  'compute.force': {
    request: z.object({ backend: backendIdSchema.nullable() }),
    response: computeReportSchema,
  },
  /** Zips logs, versions and counts, no data, into `path`. */
  'system.diagnostics': {
    request: z.object({ path: z.string() }),
    response: z.object({ path: z.string(), bytes: z.number() }),
  },
} as const satisfies MessageMap;
