import { z } from 'zod';
import { topics } from '../../metrics.ts';
import { instantSchema, viewPatchSchema, viewSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

export const workspaceInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  folder: z.string(),
  schemaVersion: z.number().int(),
  version: z.string(),
  /** True for the generated practice city of a fresh start. */
  isPractice: z.boolean(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>;

/** Where the clock stands and what the data spans. All null in an empty workspace. */
export const clockSchema = z.object({
  /** The topic that leads: what timeline, table and models are about. */
  topic: z.enum(topics).nullable(),
  /** Those of which readings are loaded. */
  topics: z.array(z.enum(topics)),
  now: instantSchema.nullable(),
  targetAt: instantSchema.nullable(),
  dataFrom: instantSchema.nullable(),
  /** End of the last interval that holds a reading. */
  dataTo: instantSchema.nullable(),
  /** Of the topic that leads. */
  stepSeconds: z.number().int().nullable(),
  /** The furthest target that the model of the topic that leads reaches from now. */
  horizonTo: instantSchema.nullable(),
  mode: z.enum(['live', 'forecast', 'replay', 'scenario', 'empty']),
});
export type Clock = z.infer<typeof clockSchema>;

/** The clock of a workspace without readings. */
export const emptyClock: Clock = {
  topic: null,
  topics: [],
  now: null,
  targetAt: null,
  dataFrom: null,
  dataTo: null,
  stepSeconds: null,
  horizonTo: null,
  mode: 'empty',
};

/** The incident that a guided tour follows: the stretch of road that it closed, and when. */
export const tourSchema = z.object({ place: z.number().int(), incidentAt: instantSchema });
export type TourIncident = z.infer<typeof tourSchema>;

export const workspaceMessages = {
  'workspace.info': { request: z.object({}), response: workspaceInfoSchema },
  /** Null where the workspace is not the sample city, or no longer whole. */
  'workspace.tour': { request: z.object({}), response: z.object({ tour: tourSchema.nullable() }) },
  'view.get': { request: z.object({}), response: z.object({ view: viewSchema, clock: clockSchema }) },
  'view.set': { request: viewPatchSchema, response: z.object({ view: viewSchema, clock: clockSchema }) },
} as const satisfies MessageMap;
