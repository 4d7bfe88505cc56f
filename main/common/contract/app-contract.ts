import { z } from 'zod';
import type { EventMap, MessageMap } from './define.ts';

export const recentWorkspaceSchema = z.object({ folder: z.string(), name: z.string(), exists: z.boolean() });

/** What a window asks of the desktop application itself, through the preload bridge. */
export const appMessages = {
  'app.info': {
    request: z.object({}),
    response: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      language: z.string(),
    }),
  },
  /** The system's own dialog; [] when cancelled. */
  'app.choose-files': {
    request: z.object({ kind: z.enum(['import']) }),
    response: z.object({ paths: z.array(z.string()) }),
  },
  'app.recent-workspaces': {
    request: z.object({}),
    response: z.object({ recent: z.array(recentWorkspaceSchema) }),
  },
  /** Asks for a folder when `folder` is null. False when cancelled. */
  'app.open-workspace': {
    request: z.object({ folder: z.string().nullable() }),
    response: z.object({ opened: z.boolean() }),
  },
  'app.create-workspace': {
    request: z.object({ folder: z.string().nullable() }),
    response: z.object({ opened: z.boolean() }),
  },
  /** Asks where to save and saves; null when cancelled. */
  'app.save-diagnostics': { request: z.object({}), response: z.object({ path: z.string().nullable() }) },
  /** Opens a file that a report made, in the system's own viewer. */
  'app.show-file': { request: z.object({ path: z.string() }), response: z.object({}) },
} as const satisfies MessageMap;
export type AppMessages = typeof appMessages;

/** States of the engine as the application sees them. */
export const engineStateSchema = z.object({
  state: z.enum(['starting', 'running', 'restarting', 'failed']),
  restarts: z.number().int(),
  error: z
    .object({
      code: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])),
      detail: z.string().optional(),
    })
    .nullable(),
});
export type EngineState = z.infer<typeof engineStateSchema>;

export const appEvents = {
  'engine.state': engineStateSchema,
} as const satisfies EventMap;
export type AppEvents = typeof appEvents;
