import { emptyClock, type Clock } from '../common/contract/messages/workspace.ts';
import type { View } from '../common/view.ts';
import type { Scene } from './scene.ts';

/**
 * What "now" and the target time are. Values are shown at the end of the interval they stand for: the last reading of data that
 * ends at 12:00 is the one shown at 12:00.
 */
export function clockOf(scene: Scene | null, view: Pick<View, 'now' | 'targetAt'>, wallClock: number): Clock {
  if (scene === null) return { ...emptyClock, now: view.now.kind === 'live' ? wallClock : null };
  const { from, to, stepSeconds } = scene.span;
  const now = view.now.kind === 'live' ? wallClock : view.now.kind === 'end-of-data' ? to : view.now.at;
  const targetAt = view.targetAt ?? now;
  const lastInterval = alignedDown(now, scene);
  return {
    now,
    targetAt,
    dataFrom: from,
    dataTo: to,
    stepSeconds,
    horizonTo: lastInterval + scene.setting.horizonSteps * stepSeconds * 1000,
    mode: targetAt > now ? 'forecast' : view.now.kind === 'live' && targetAt === now ? 'live' : 'replay',
  };
}

/** The last end of an interval at or before an instant. */
export function alignedDown(at: number, { span }: Scene): number {
  const step = span.stepSeconds * 1000;
  return span.from + Math.floor((at - span.from) / step) * step;
}
