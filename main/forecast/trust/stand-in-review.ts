import { blockDifference } from '../../../models/stand-in/block-difference.ts';
import { shouldSwitch } from '../../../models/stand-in/decision.ts';
import type { Topic } from '../../common/metrics.ts';
import type { BlockLosses, StandIn } from '../../common/rows/stand-ins.ts';
import { touchedSpans } from '../actions/touched.ts';
import type { ForecastStore } from '../ports.ts';
import type { Serving } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { cellKey, pairOf } from '../runs/stand-ins.ts';

const hour = 3_600_000;
/** How far back "lately" reaches. */
const reach = 7 * 24 * hour;
/** Of the origins in such a stretch of time one is enough: the next ones say nearly the same. */
export const everySeconds = 900;
/** Forecasts that share a stretch of time share their errors: two hours of traffic, days of everything else. */
export const blockSeconds: Readonly<Record<Topic, number>> = {
  traffic: 7200,
  energy: 86_400,
  safety: 86_400,
};

/** Whether an alarm is active in a group of places: nothing is switched there then. @param placeGroup as in `Cell` */
export type HasActiveAlarm = (placeGroup: string) => boolean;

/**
 * Decides for each group of places, part of the horizon and regime whether the benchmark is shown instead of the model from `asOf` on,
 * by how both did lately on truth that had been received by then, and none that the model has learned from. Gives what was switched.
 */
export async function reviewStandIns(
  store: ForecastStore,
  scene: Scene,
  serving: Serving,
  asOf: number,
  hasActiveAlarm: HasActiveAlarm,
): Promise<readonly StandIn[]> {
  if (serving.shown === serving.benchmark) return [];
  const pair = pairOf(serving);
  const losses = await store.scores.byBlock({
    ...pair,
    topic: scene.topic,
    kinds: ['live', 'hindcast'],
    series: null,
    from: Math.max(serving.shown.trainedTo, asOf - reach),
    to: asOf,
    blockSeconds: blockSeconds[scene.topic],
    everySeconds,
    leftOut: touchedSpans(scene, 'forecast'),
  });
  const evidence = [...byCell(losses).values()].map((blocks) => {
    const [{ placeGroup, band, regime }] = blocks;
    const summed = blocks.map(({ count, model, benchmark }) => ({ count, first: model, second: benchmark }));
    return { placeGroup, band, regime, ...blockDifference(summed) };
  });
  const blockMilliseconds = blockSeconds[scene.topic] * 1000;
  const decidedAt = Date.now();
  return await store.standIns.add(pair, asOf, (holding) => {
    const last = new Map(holding.map((one) => [cellKey(one), one]));
    return evidence.flatMap((cell) => {
      const before = last.get(cellKey(cell));
      const isBenchmarkShown = before?.isBenchmarkShown ?? false;
      const shown = { isBenchmarkShown, since: before?.asOf ?? null };
      const isAlarmActive = hasActiveAlarm(cell.placeGroup);
      return shouldSwitch(shown, cell, asOf, blockMilliseconds, isAlarmActive)
        ? [{ ...cell, asOf, decidedAt, isBenchmarkShown: !isBenchmarkShown }]
        : [];
    });
  });
}

function byCell(
  losses: readonly BlockLosses[],
): ReadonlyMap<string, readonly [BlockLosses, ...BlockLosses[]]> {
  const cells = new Map<string, [BlockLosses, ...BlockLosses[]]>();
  for (const block of losses) {
    const key = cellKey(block);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [block]);
    else cell.push(block);
  }
  return cells;
}
