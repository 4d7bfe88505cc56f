import { pagePortChannel } from '../../main/common/contract/page-port-channel.ts';
import { onEnginePort, onEngineState } from './bridge.ts';
import { connection } from './connection.svelte.ts';

/** Connects the state to the application around the page: engine state, the engine's port, the second's tick. */
export function startState(): void {
  onEngineState((state) => connection.engineIs(state));
  onEnginePort((port) => connection.attach(pagePortChannel(port)));
  setInterval(() => connection.check(), 500);
}
