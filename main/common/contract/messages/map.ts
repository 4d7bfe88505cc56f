import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { extentSchema, instantSchema } from '../../view.ts';
import { tableSchema } from '../columns.ts';
import type { MessageMap } from '../define.ts';

/** How a shown value came to be. The number is what `frame.state` holds. */
export const valueStates = ['missing', 'measured', 'forecast', 'imputed', 'usual'] as const;
export type ValueState = (typeof valueStates)[number];

export const placesTable = tableSchema({
  place: 'int32',
  key: 'text',
  name: 'text',
  latitude: 'float64',
  longitude: 'float64',
  /** Share of expected readings present over the loaded data, 0 to 1. */
  completeness: 'float32',
  /** What is measured there: the n-th bit for the n-th of `topics`; 0: nothing. */
  topics: 'int32',
});

/** The topic that is asked about; left out: the one that leads. */
const topicSchema = z.enum(topics).optional();

/** Vertices of the places that are lines, degrees: place after place, each in its line's direction. */
export const verticesTable = tableSchema({ place: 'int32', longitude: 'float64', latitude: 'float64' });

/** One row per place that changed since the client's last frame; all places when `full`. Values in `unit`. */
export const frameTable = tableSchema({
  place: 'int32',
  value: 'float32',
  lower: 'float32',
  upper: 'float32',
  usual: 'float32',
  state: 'int32',
  /** 0 where the model is shown; where a benchmark is shown instead, which of `benchmarks`, counted from 1. */
  instead: 'int32',
  /**
   * Probability of a load above what the place may carry, NaN where none is known: ahead of now in the interval that ends at the target, now
   * in any interval of the horizon; and before now whether it was above, 0 or 1.
   */
  over: 'float32',
  /** How many places it is the sum of; 0 where it is measured itself. */
  members: 'int32',
});

export const timelineTable = tableSchema({
  at: 'time',
  value: 'float32',
  lower: 'float32',
  upper: 'float32',
  usual: 'float32',
  state: 'int32',
});

export const mapMessages = {
  'places.list': {
    request: z.object({}),
    response: z.object({
      places: placesTable,
      vertices: verticesTable,
      extent: extentSchema.nullable(),
      withoutLocation: z.number().int(),
    }),
  },
  /** What the map shows at `targetAt`, seen from now, or from a data cut-off of the caller's own. */
  'frame.get': {
    request: z.object({
      targetAt: instantSchema,
      since: z.number().int().nullable(),
      asOf: instantSchema.optional(),
      topic: topicSchema,
    }),
    response: z.object({
      /** Pass it as `since` with the next request to get differences only. */
      frame: z.number().int(),
      full: z.boolean(),
      targetAt: instantSchema,
      asOf: instantSchema.nullable(),
      mode: z.enum(['live', 'forecast', 'replay', 'scenario', 'empty']),
      model: z.string().nullable(),
      /** Those that are shown somewhere instead of the model, by `instead`. */
      benchmarks: z.array(z.string()),
      unit: z.enum(units).nullable(),
      table: frameTable,
    }),
  },
  /** The mean over all places of a topic, with the interval of the forecast part. */
  'timeline.get': {
    request: z.object({ from: instantSchema, to: instantSchema, topic: topicSchema }),
    response: z.object({
      unit: z.enum(units).nullable(),
      table: timelineTable,
      gaps: z.array(z.object({ from: instantSchema, to: instantSchema })),
    }),
  },
  'links.of': {
    request: z.object({ place: z.number().int() }),
    response: z.object({
      set: z.string().nullable(),
      table: tableSchema({ other: 'int32', weight: 'float32', outgoing: 'int32' }),
    }),
  },
} as const satisfies MessageMap;
