import { MessageChannelMain, type WebContents } from 'electron';
import type { EngineProcess } from './engine-process.ts';

/** Pages that may have a port to an engine, by the id of their contents. */
const engines = new Map<
  number,
  { readonly contents: WebContents; readonly engine: () => EngineProcess | undefined }
>();

/** Lets a page ask for a port to the engine that `engine` names at that time. */
export function connectPage(contents: WebContents, engine: () => EngineProcess | undefined): void {
  engines.set(contents.id, { contents, engine });
  const { id } = contents;
  contents.once('destroyed', () => engines.delete(id));
}

/** Gives the page a fresh port to its engine; does nothing while that is not running: it gets one when it is. */
export function sendEnginePort(sender: number): void {
  const page = engines.get(sender);
  const engine = page?.engine();
  if (page === undefined || engine?.state.state !== 'running') return;
  const { port1, port2 } = new MessageChannelMain();
  engine.handOver({ kind: 'client-port' }, port1);
  page.contents.postMessage('engine-port', null, [port2]);
}
