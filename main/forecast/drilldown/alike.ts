import { float32, time } from '../../common/contract/columns.ts';
import type { Alike } from '../../common/contract/messages/drilldown.ts';
import { MetropoleError } from '../../common/errors.ts';
import { metrics, type Topic } from '../../common/metrics.ts';
import { isWeekend } from '../../../models/series/daily-profile.ts';
import { situationsAlike, type SituationAlike } from '../../../models/explain/situations-alike.ts';
import { oneLinkAway } from '../actions/one-link-away.ts';
import { isTouched } from '../actions/touched.ts';
import { alignedDown, shownEnd } from '../shown/clock.ts';
import { deviationsHere, type DeviationsHere } from './deviations-here.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How long before an origin is compared, and how far back origins are looked for. */
const lengths: Readonly<Record<Topic, { readonly compared: number; readonly reach: number }>> = {
  traffic: { compared: hour, reach: 56 * day },
  energy: { compared: day, reach: 400 * day },
  safety: { compared: day, reach: 400 * day },
};
/** A moment is as early or late in its day as the origin, give or take so many minutes. */
const sameTimeMinutes = 60;
const apart = 12 * hour;
/** So many situations are looked for, and fewer than the least say nothing. */
const [count, least] = [10, 5];
const neighboursAtMost = 6;
/** A target of the past is seen from so long before it. */
const replayLead = hour / 2;

/**
 * What happened when it was like this before: moments at about this time of such a day, whose deviations from usual here and at the places
 * one link away were nearest to those before the origin. What then happened is brought to now as its deviation from what was usual. What
 * logged actions touch is no such moment.
 *
 * @throws MetropoleError `place-unknown`
 */
export async function alikeOf(
  store: ForecastStore,
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
): Promise<Alike> {
  const index = scene.placeIds.indexOf(request.place);
  const isSum = scene.sums.some(({ placeId }) => placeId === request.place);
  if (index < 0 && !isSum) throw new MetropoleError('place-unknown', { place: request.place });
  const step = scene.span.stepSeconds * 1000;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const seenFrom = alignedDown(now, scene);
  const asOf = targetAt < seenFrom ? alignedDown(targetAt - replayLead, scene) : seenFrom;
  const { compared, reach } = lengths[scene.topic];
  const lengthSteps = Math.max(1, Math.round(compared / step));
  const about = { unit: scene.unit, asOf, targetAt, comparedMinutes: (lengthSteps * step) / 60_000, isSum };
  if (index < 0) return { ...about, searched: 0, situations: [], fan: fanOf([], asOf, step, 0) };
  const horizonSteps = Math.max(scene.setting.horizonSteps, Math.round((targetAt - asOf) / step));
  const from = alignedDown(Math.max(scene.span.from, asOf - reach), scene);
  const around = oneLinkAway(scene.links, index).slice(0, neighboursAtMost);
  const rows = [index, ...around.filter((other) => other !== index)];
  const here = await deviationsHere(store, scene, rows, { from, to: asOf, beyond: horizonSteps, asOf });
  const candidates = candidatesIn(scene, here, index, { lengthSteps, horizonSteps });
  const found = situationsAlike(
    { ...here, weights: rows.map((_, row) => (row === 0 ? 1 : 1 / Math.max(1, rows.length - 1))) },
    here.origin,
    { lengthSteps, candidates, apartSteps: Math.round(apart / step), count },
  );
  const situations = found.length < least ? [] : found;
  const courses = situations.map((one) =>
    courseOf(here, one, horizonSteps, metrics[scene.metric].negativeMakesSense),
  );
  const target = Math.round((targetAt - asOf) / step) - 1;
  return {
    ...about,
    searched: candidates.length,
    situations: situations.map(({ origin, distance }, at) => {
      const value = courses[at]?.[target] ?? NaN;
      return { at: from + origin * step, distance, value: Number.isFinite(value) ? value : null };
    }),
    fan: fanOf(courses, asOf, step, situations.length === 0 ? 0 : horizonSteps),
  };
}

/** Origins of the past at about the same time of such a day, whose course is known whole and touched by no action. */
function candidatesIn(
  scene: Scene,
  { origin, minuteOfDay, dayOfWeek, from }: DeviationsHere,
  index: number,
  { lengthSteps, horizonSteps }: { readonly lengthSteps: number; readonly horizonSteps: number },
): number[] {
  const step = scene.span.stepSeconds * 1000;
  const touched = isTouched(scene, 'forecast');
  const isOnWeekend = (at: number): boolean => isWeekend(dayOfWeek[at] ?? 0);
  const found: number[] = [];
  for (let at = lengthSteps; at + horizonSteps <= origin; at++) {
    const minutes = Math.abs((minuteOfDay[at] ?? 0) - (minuteOfDay[origin] ?? 0));
    if (Math.min(minutes, 1440 - minutes) > sameTimeMinutes || isOnWeekend(at) !== isOnWeekend(origin))
      continue;
    const isOurs = Array.from({ length: horizonSteps }, (_, ahead) => ahead).some((ahead) =>
      touched(index, from + (at + ahead) * step),
    );
    if (!isOurs) found.push(at);
  }
  return found;
}

/** What happened then, as its deviation from usual added to what is usual now; no speed falls below zero. */
function courseOf(
  here: DeviationsHere,
  { origin }: SituationAlike,
  horizonSteps: number,
  mayBeNegative: boolean,
): Float32Array {
  return Float32Array.from({ length: horizonSteps }, (_, ahead) => {
    const value = (here.usual[here.origin + ahead] ?? NaN) + (here.values[origin + ahead] ?? NaN);
    return mayBeNegative || !(value < 0) ? value : 0;
  });
}

function fanOf(courses: readonly Float32Array[], asOf: number, step: number, steps: number): Alike['fan'] {
  const sorted = Array.from({ length: steps }, (_, ahead) =>
    courses
      .map((course) => course[ahead] ?? NaN)
      .filter(Number.isFinite)
      .sort((first, second) => first - second),
  );
  const column = (pick: (values: readonly number[]) => number | undefined): Float32Array =>
    Float32Array.from(sorted, (values) => (values.length < least ? NaN : (pick(values) ?? NaN)));
  return {
    rows: steps,
    columns: {
      at: time(Float64Array.from({ length: steps }, (_, ahead) => asOf + (ahead + 1) * step)),
      lowest: float32(column((values) => values[0])),
      median: float32(column((values) => median(values))),
      highest: float32(column((values) => values.at(-1))),
    },
  };
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
