import { onEnginePort, onEngineState } from './bridge.ts';
import { connection } from './connection.svelte.ts';
import { portChannel } from './port-channel.ts';

/** Connects the state to the application around the page: engine state, the engine's port, the second's tick. */
export function startState(): void {
  onEngineState((state) => connection.engineIs(state));
  onEnginePort((port) => connection.attach(portChannel(port)));
  setInterval(() => connection.check(), 500);
}
