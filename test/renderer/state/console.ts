import { flushSync } from 'svelte';
import { Connection } from '../../../renderer/state/connection.svelte.ts';
import { Frames } from '../../../renderer/state/frames.svelte.ts';
import { Places } from '../../../renderer/state/places.svelte.ts';
import { Playback } from '../../../renderer/state/playback.svelte.ts';
import { pagePortChannel } from '../../../main/common/contract/page-port-channel.ts';
import { TimelineState } from '../../../renderer/state/timeline.svelte.ts';
import { ViewState } from '../../../renderer/state/view.svelte.ts';
import type { Channel } from '../../../main/common/contract/channel.ts';
import { FakeEngine, type FakeEngineOptions } from '../fake/engine.ts';

/** The state of one window, connected over a real message port to an engine that stands in for the outside. */
export interface ConsoleState {
  readonly connection: Connection;
  readonly view: ViewState;
  readonly places: Places;
  readonly frames: Frames;
  readonly timeline: TimelineState;
  readonly playback: Playback;
}

/** State of a window with no engine yet. */
export function consoleState(): ConsoleState {
  const connection = new Connection();
  const view = new ViewState(connection);
  const places = new Places(connection);
  const frames = new Frames(connection, view, places, 'traffic');
  const timeline = new TimelineState(connection, view);
  const playback = new Playback(view, () => frames, timeline);
  return { connection, view, places, frames, timeline, playback };
}

/** Starts an engine and gives the window its port. Returns the engine's end, to cut it off. */
export function connect(state: ConsoleState, engine: FakeEngine): Channel {
  const { port1, port2 } = new MessageChannel();
  const engineSide = pagePortChannel(port1);
  engine.attach(engineSide);
  state.connection.attach(pagePortChannel(port2));
  return engineSide;
}

/** A window whose first frame has arrived. */
export async function openConsole(
  options: FakeEngineOptions,
): Promise<ConsoleState & { readonly engine: FakeEngine }> {
  const state = consoleState();
  const engine = new FakeEngine(options);
  connect(state, engine);
  await until(() => state.frames.facts !== null);
  return { ...state, engine };
}

/** Waits until something is so; fails after ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  for (;;) {
    flushSync();
    if (isSo()) return;
    if (performance.now() > end) throw new Error(`never so: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
