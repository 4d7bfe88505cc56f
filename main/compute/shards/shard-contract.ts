import { z } from 'zod';
import {
  computeMessages,
  forecastRecordSchema,
  windowSchema,
} from '../../common/contract/compute-contract.ts';
import type { EventMap, MessageMap } from '../../common/contract/define.ts';

/** The messages between a compute host and the threads it shares its work with. */
export const shardMessages = {
  /** Makes the thread ready to compute. @throws MetropoleError `backend-unavailable` */
  'shard.start': { request: z.object({}), response: z.object({}) },
  /** The window that later parts are of. Places and links of the window before are left out where they are the same. */
  'shard.window': {
    request: windowSchema.extend({
      places: windowSchema.shape.places.nullable(),
      links: windowSchema.shape.links.nullable(),
    }),
    response: z.object({}),
  },
  /** Forecasts the places from one position up to but not including another. */
  'shard.forecast': {
    request: computeMessages['compute.run'].request
      .pick({ model: true, setting: true, stateFile: true })
      .extend({ from: z.number().int(), to: z.number().int() }),
    response: forecastRecordSchema.pick({ mean: true, quantiles: true, imputedSteps: true }).extend({
      /** Time in the model. */
      milliseconds: z.number(),
      tensors: z.number().int(),
      tensorBytes: z.number(),
    }),
  },
} as const satisfies MessageMap;
export type ShardMessages = typeof shardMessages;

export const shardEvents = {} as const satisfies EventMap;

/** What a thread is started with. */
export const shardDataSchema = z.object({ wasmFolder: z.string() });
export type ShardData = z.infer<typeof shardDataSchema>;
