import { scenarios } from '../drilldown/scenario-state.svelte.ts';
import { leadingFrames } from '../state/frames.svelte.ts';
import { view } from '../state/view.svelte.ts';

/** What the map is a picture of: now, another time, or past the horizon or before a first forecast, where there is only the usual pattern. */
export type ShownMode = 'now' | 'forecast' | 'replay' | 'scenario' | 'beyond' | 'empty';

/** Says it of the frame on screen, which may be behind the target time. Follows the state it reads. */
export function modeShown(): ShownMode {
  const { facts } = leadingFrames();
  const { now, horizonTo } = view.clock;
  if (facts === null || now === null || facts.mode === 'empty') return 'empty';
  if (facts.mode === 'scenario' || scenarios.drawn !== null) return 'scenario';
  if (facts.mode === 'live' || facts.targetAt === now) return 'now';
  const isBeyond = horizonTo !== null && facts.targetAt > horizonTo;
  return facts.mode === 'forecast' && (isBeyond || facts.model === null) ? 'beyond' : facts.mode;
}
