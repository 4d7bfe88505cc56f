import { emptyClock, type Clock } from '../../common/contract/messages/workspace.ts';
import type { Topic } from '../../common/metrics.ts';
import type { View } from '../../common/view.ts';
import type { Scene } from '../scene.ts';

/**
 * What "now" and the target time are, for all topics together: the data end where those of the topic do that were measured last. Values are shown at the end of the interval they stand for: the last reading of data that
 * ends at 12:00 is the one shown at 12:00.
 */
export function clockOf(
  scenes: readonly Scene[],
  view: Pick<View, 'now' | 'targetAt' | 'topic'>,
  wallClock: number,
): Clock {
  const leading = leadingScene(scenes, view.topic);
  if (leading === undefined) return { ...emptyClock, now: view.now.kind === 'live' ? wallClock : null };
  const from = Math.min(...scenes.map(({ span }) => span.from));
  const to = Math.max(...scenes.map(({ span }) => span.to));
  const { stepSeconds } = leading.span;
  const now = view.now.kind === 'live' ? wallClock : view.now.kind === 'end-of-data' ? to : view.now.at;
  const targetAt = view.targetAt ?? now;
  const lastInterval = alignedDown(now, leading);
  return {
    topic: leading.topic,
    topics: scenes.map(({ topic }) => topic),
    now,
    targetAt,
    dataFrom: from,
    dataTo: to,
    stepSeconds,
    horizonTo: lastInterval + leading.setting.horizonSteps * stepSeconds * 1000,
    mode: targetAt > now ? 'forecast' : view.now.kind === 'live' && targetAt === now ? 'live' : 'replay',
  };
}

/** What timeline, table and models are about: the topic that was asked for where it is loaded, the first one otherwise. */
export function leadingScene(scenes: readonly Scene[], topic: Topic | null): Scene | undefined {
  return scenes.find((scene) => scene.topic === topic) ?? scenes[0];
}

/**
 * The end of the interval whose value is shown at a target: the last that has ended by then. Ahead of now it is at least the one that now
 * lies in, so that a target within the running hour shows the forecast of that hour.
 */
export function shownEnd(targetAt: number, now: number, scene: Scene): number {
  const end = alignedDown(targetAt, scene);
  return targetAt > now && end <= now ? end + scene.span.stepSeconds * 1000 : end;
}

/** The last end of an interval at or before an instant. */
export function alignedDown(at: number, { span }: Scene): number {
  const step = span.stepSeconds * 1000;
  return span.from + Math.floor((at - span.from) / step) * step;
}
