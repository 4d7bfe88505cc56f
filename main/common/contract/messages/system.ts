import { z } from 'zod';
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
  /** Zips logs, versions and counts, no data, into `path`. */
  'system.diagnostics': {
    request: z.object({ path: z.string() }),
    response: z.object({ path: z.string(), bytes: z.number() }),
  },
} as const satisfies MessageMap;
