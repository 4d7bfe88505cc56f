import { z } from 'zod';
import type { EventMap, MessageMap } from './define.ts';
import { errorRecordSchema } from './envelope.ts';

export const recentWorkspaceSchema = z.object({ folder: z.string(), name: z.string(), exists: z.boolean() });
export type RecentWorkspace = z.infer<typeof recentWorkspaceSchema>;

/** States of the engine as the application sees them. */
export const engineStateSchema = z.object({
  state: z.enum(['starting', 'running', 'restarting', 'failed']),
  restarts: z.number().int(),
  /** Why it failed for good, e.g. `workspace-in-use`. */
  error: errorRecordSchema.nullable(),
});
export type EngineState = z.infer<typeof engineStateSchema>;

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
  /** Asks for an archive with the system's own dialog, or goes back to what is bundled. False when cancelled. */
  'app.choose-base-map': {
    request: z.object({ from: z.enum(['file', 'bundled']) }),
    response: z.object({ changed: z.boolean() }),
  },
  /** Asks where the diagnostics shall go; null when cancelled. The engine then writes them. */
  'app.choose-diagnostics-file': {
    request: z.object({}),
    response: z.object({ path: z.string().nullable() }),
  },
  /** Shows a file that a report made in the system's own file manager; refuses with `file-missing` one that is gone. */
  'app.show-file': { request: z.object({ path: z.string() }), response: z.object({}) },
} as const satisfies MessageMap;
export type AppMessages = typeof appMessages;

/** How the application answers over the bridge: errors are values, because classes do not cross it. */
export const appAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), body: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorRecordSchema }),
]);
export type AppAnswer = z.infer<typeof appAnswerSchema>;

/** The bridge: exactly these keys stand on `window.metropole`. */
export interface Bridge {
  /** One of `appMessages`. Never rejects. */
  call(name: string, body: unknown): Promise<AppAnswer>;
  /** Listens to `appEvents`; returns the unsubscribe. */
  onEvent(listener: (name: string, body: unknown) => void): () => void;
  /** Asks for a port to the engine: `{ kind: 'engine-port' }` arrives as a window message with the port. */
  connectEngine(): void;
}

export const appEvents = {
  'engine.state': engineStateSchema,
} as const satisfies EventMap;
export type AppEvents = typeof appEvents;
