import { z } from 'zod';
import { computePlaces } from '../backends.ts';
import { computeRoles } from '../host.ts';
import { viewSchema } from '../view.ts';
import type { EventMap, MessageMap } from './define.ts';
import { uint8Array } from './typed-arrays.ts';

/** What the engine asks of Electron: the calls of `Host` as messages. */
export const hostMessages = {
  'host.capture-map': {
    request: z.object({
      view: viewSchema,
      width: z.number().int().positive(),
      height: z.number().int().positive(),
    }),
    response: z.object({ png: uint8Array }),
  },
  'host.print-pdf': {
    request: z.object({ html: z.string(), paper: z.enum(['A4', 'Letter']), footer: z.string() }),
    response: z.object({ pdf: uint8Array }),
  },
  /** The port to the new host arrives beside the contract, as `{ kind: 'compute-port', ticket }`. */
  'host.start-compute': {
    request: z.object({
      role: z.enum(computeRoles),
      place: z.enum(computePlaces),
      ticket: z.number().int(),
    }),
    response: z.object({}),
  },
  'host.graphics': {
    request: z.object({}),
    response: z.object({ identity: z.string(), isSoftware: z.boolean() }),
  },
} as const satisfies MessageMap;
export type HostMessages = typeof hostMessages;

export const hostEvents = {} as const satisfies EventMap;

/**
 * What the application posts to the engine process beside the contract. Each carries one port; to a compute host in a window
 * there is a second one, which is open as long as the window is.
 */
export const portHandoverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host-port') }),
  z.object({ kind: z.literal('client-port') }),
  z.object({ kind: z.literal('compute-port'), ticket: z.number().int() }),
]);
export type PortHandover = z.infer<typeof portHandoverSchema>;

/** What the engine process tells the application about itself. */
export const engineReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), name: z.string(), folder: z.string() }),
  z.object({ kind: z.literal('refused'), error: z.unknown() }),
]);

/** How the application starts an engine process: one JSON argument. */
export const engineStartSchema = z.object({
  folder: z.string(),
  /** Make the workspace when the folder holds none. */
  create: z.object({ name: z.string(), practice: z.boolean() }).nullable(),
  /** Version of the application. */
  version: z.string(),
  /** Fit and forecast without being asked, as a console does; a command without a window only does what it is told. */
  background: z.boolean(),
});
export type EngineStart = z.infer<typeof engineStartSchema>;
