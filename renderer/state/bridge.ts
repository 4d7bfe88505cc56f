import { z } from 'zod';
import {
  appEvents,
  appMessages,
  type AppMessages,
  type Bridge,
  type EngineState,
} from '../../main/common/contract/app-contract.ts';
import type { RequestOf, ResponseOf } from '../../main/common/contract/define.ts';
import { MetropoleError } from '../../main/common/errors.ts';

declare global {
  interface Window {
    readonly metropole?: Bridge;
  }
}

const enginePortSchema = z.object({ kind: z.literal('engine-port') });

/**
 * Asks the desktop application.
 * @throws MetropoleError as the application threw it; `not-available` in a page without the application around it.
 */
export async function callApp<N extends keyof AppMessages>(
  name: N,
  body: RequestOf<AppMessages, N>,
): Promise<ResponseOf<AppMessages, N>> {
  if (window.metropole === undefined) throw new MetropoleError('not-available', { name });
  const answer = await window.metropole.call(name, body);
  if (!answer.ok) throw MetropoleError.fromRecord(answer.error);
  const parsed = appMessages[name].response.safeParse(answer.body);
  if (!parsed.success) throw new MetropoleError('contract-response-invalid', { name }, parsed.error.message);
  return parsed.data as ResponseOf<AppMessages, N>;
}

/** Tells how the engine is, as the application sees it. Returns the unsubscribe. */
export function onEngineState(listener: (state: EngineState) => void): () => void {
  return (
    window.metropole?.onEvent((name, body) => {
      if (name !== 'engine.state') return;
      const parsed = appEvents['engine.state'].safeParse(body);
      if (parsed.success) listener(parsed.data);
    }) ?? (() => undefined)
  );
}

/** Asks for the engine's port; the listener gets one now and after each restart of the engine. */
export function onEnginePort(listener: (port: MessagePort) => void): () => void {
  const receive = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source === window && port !== undefined && enginePortSchema.safeParse(event.data).success) {
      listener(port);
    }
  };
  window.addEventListener('message', receive);
  window.metropole?.connectEngine();
  return () => {
    window.removeEventListener('message', receive);
  };
}
