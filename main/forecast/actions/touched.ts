import type { ActionRow, TouchedSpan } from '../../common/rows/actions.ts';
import { hashOf, type Scene } from '../scene.ts';
import { oneLinkAway } from './one-link-away.ts';

/** What deciding takes of a scene. */
export type ActionScene = Pick<Scene, 'actions' | 'series' | 'placeIds' | 'links' | 'span' | 'setting'>;

/**
 * `truth`: while an action lasted, what was measured is nothing to learn from. `forecast`: nor is it a test of what was forecast, and that
 * as long as forecasts from within that time reach.
 */
type Reach = 'truth' | 'forecast';

/**
 * Where and when logged actions may have changed what happens: at their place and those one link away, in either direction, from their
 * start until their end. An action counts from when it began, whenever it was logged; one that was taken back counts for nothing. Spans
 * of a series do not overlap, the earliest first.
 */
export function touchedSpans(scene: ActionScene, reach: Reach): readonly TouchedSpan[] {
  const { setting, span, series } = scene;
  const more = reach === 'truth' ? 0 : setting.horizonSteps * span.stepSeconds * 1000;
  const bySeries = new Map<number, TouchedSpan[]>();
  for (const action of scene.actions.toSorted((a, b) => a.from - b.from)) {
    const to = (action.until ?? Infinity) + more;
    for (const index of placesTouched(scene, action)) {
      const id = series[index]?.seriesId;
      if (id === undefined || to <= action.from) continue;
      const spans = bySeries.get(id) ?? [];
      bySeries.set(id, spans);
      const last = spans.at(-1);
      if (last !== undefined && action.from <= last.to)
        spans.splice(-1, 1, { ...last, to: Math.max(last.to, to) });
      else spans.push({ series: id, from: action.from, to });
    }
  }
  return [...bySeries.values()].flat();
}

/**
 * Says of the interval that starts at an instant whether it lies partly in what actions touch.
 * @returns for a position in the scene's series
 */
export function isTouched(scene: ActionScene, reach: Reach): (index: number, at: number) => boolean {
  const step = scene.span.stepSeconds * 1000;
  const spans = touchedSpans(scene, reach);
  if (spans.length === 0) return () => false;
  const spansAt = scene.series.map(({ seriesId }) => spans.filter((one) => one.series === seriesId));
  return (index, at) => spansAt[index]?.some(({ from, to }) => at < to && at + step > from) ?? false;
}

/** The actions that touch any of these series (null: any at all) between two instants, with what they touch after their end. */
export function touchingActions(
  scene: ActionScene,
  series: readonly number[] | null,
  from: number,
  to: number,
): readonly ActionRow[] {
  return scene.actions.filter((action) =>
    touchedSpans({ ...scene, actions: [action] }, 'forecast').some(
      (one) => one.from < to && one.to > from && (series === null || series.includes(one.series)),
    ),
  );
}

/** Tells the log of actions, as far as it counts, from any other; empty while nothing counts. */
export function actionsKey({ actions }: Pick<Scene, 'actions'>): string {
  const counted = actions.filter(({ takenBack }) => takenBack === null);
  return counted.length === 0
    ? ''
    : hashOf(counted.map(({ placeKey, from, until }) => [placeKey, from, until]));
}

/** Positions in the scene of the place of an action and of those one link away. */
function placesTouched({ placeIds, links }: ActionScene, { placeId, takenBack }: ActionRow): Set<number> {
  if (takenBack !== null || placeId === null) return new Set();
  const own = Array.from(placeIds.keys()).filter((index) => placeIds[index] === placeId);
  return new Set([...own, ...own.flatMap((index) => oneLinkAway(links, index))]);
}
