import { frames } from '../state/frames.svelte.ts';
import { view } from '../state/view.svelte.ts';

/** What the map is a picture of: now, another time, or past the horizon, where only the usual pattern is left. */
export type ShownMode = 'now' | 'forecast' | 'replay' | 'scenario' | 'beyond' | 'empty';

/** Says it of the frame on screen, which may be behind the target time. Follows the state it reads. */
export function modeShown(): ShownMode {
  const { facts } = frames;
  const { now, horizonTo } = view.clock;
  if (facts === null || now === null || facts.mode === 'empty') return 'empty';
  if (facts.mode === 'scenario') return 'scenario';
  if (facts.mode === 'live' || facts.targetAt === now) return 'now';
  return horizonTo !== null && facts.targetAt > horizonTo ? 'beyond' : facts.mode;
}
