import { connection } from './connection.svelte.ts';
import { clockTime } from './formatting.svelte.ts';

/** Since when the values on screen have not been updated, as a clock time; null while the engine is alive. */
export function staleSince(): string | null {
  return connection.isLost && connection.heartbeat !== null ? clockTime(connection.heartbeat.at) : null;
}
