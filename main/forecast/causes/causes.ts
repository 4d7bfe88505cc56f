import { departs } from '../../../models/explain/causes/departure.ts';
import { findCauses } from '../../../models/explain/causes/find-causes.ts';
import type { CauseQuestion } from '../../../models/explain/causes/question.ts';
import { deviationAt } from '../../../models/explain/causes/recent.ts';
import type { RoadMap } from '../../../models/explain/causes/road-map.ts';
import { usualOptions } from '../../../models/series/daily-profile.ts';
import weights from '../../../models/explain/causes/weights.json' with { type: 'json' };
import { namedFrom } from '../../common/cause-certainty.ts';
import type { Cause, Causes } from '../../common/contract/messages/causes.ts';
import { MetropoleError } from '../../common/errors.ts';
import { convert } from '../../common/metrics.ts';
import { alignedDown, shownEnd } from '../shown/clock.ts';
import { valuesAt } from '../shown/frames.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { UsualBook } from '../origin/usual.ts';
import { cityRoads } from './city-roads.ts';
import { loggedAround, type KnownCause } from './logged.ts';

/** How much of the past is looked at, milliseconds. */
const recentLength = 3 * 3_600_000;

/** What is usual is the mean over so many days at least; fewer do not tell what is often so. */
const daysOfUsual = 3;

/**
 * What is logged that a departure of a place from its usual may be associated with, as was known at the target or, ahead, by now.
 * @throws MetropoleError `place-unknown`
 */
export async function causesOf(
  store: ForecastStore,
  usualBook: UsualBook,
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
): Promise<Causes> {
  const place = scene.placeIds.indexOf(request.place);
  const step = scene.span.stepSeconds * 1000;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const asOf = Math.min(targetAt, alignedDown(now, scene));
  const nothing = { asOf, targetAt, deviation: null, causes: [], considered: 0 };
  if (place < 0 && !scene.sums.some(({ placeId }) => placeId === request.place))
    throw new MetropoleError('place-unknown', { place: request.place });
  if (place < 0 || scene.metric !== 'speed') return { ...nothing, state: 'beyond' };
  const recent = await recentDeviations(store, usualBook, scene, asOf);
  const values = await valuesAt(store, usualBook, scene, now, targetAt);
  const usual = values.usual[place] ?? NaN;
  const deviation =
    targetAt <= now ? deviationAt(recent, place, asOf) : (values.value[place] ?? NaN) / usual - 1;
  if (![deviation, usual, values.value[place] ?? NaN].every(Number.isFinite))
    return { ...nothing, state: 'unknown' };
  const known = await usualBook.columnAt(scene, targetAt - step);
  const readingsADay = 1 + 2 * Math.floor((usualOptions.halfWidthMinutes * 60) / scene.span.stepSeconds);
  if ((known.count[place] ?? 0) < daysOfUsual * readingsADay) return { ...nothing, state: 'unknown' };
  const spread = known.spread[place] ?? NaN;
  const inKmh = (value: number): number => convert(value, scene.unit, 'km/h');
  if (!departs(inKmh(usual), inKmh(spread), deviation)) return { ...nothing, state: 'usual', deviation };
  const city = await cityRoads(store, scene);
  const logged = await loggedAround(store, city, place, asOf, step);
  const question: CauseQuestion = {
    ...{ place, targetAt, deviation, recent, roads: city.roads },
    spread: Number.isFinite(spread) ? spread / usual : 0,
  };
  const scored = findCauses(
    question,
    logged.map(({ cause }) => cause),
    weights,
  );
  const causes = scored
    .filter(({ probability }) => probability >= namedFrom.possible)
    .flatMap(({ cause, probability }) => {
      const found = logged.find((one) => one.cause === cause);
      return found === undefined ? [] : [told(found, probability, city.roads, place)];
    });
  return { ...nothing, state: 'judged', deviation, causes, considered: logged.length };
}

function told(
  { cause, name, position }: KnownCause,
  probability: number,
  roads: RoadMap,
  place: number,
): Cause {
  const { key, kind, startsAt } = cause;
  const endsAt = 'endsAt' in cause ? cause.endsAt : null;
  const about = { key, kind, name, probability, startsAt, endsAt };
  if (!('point' in cause) || position === null) return { ...about, where: null };
  const metres = roads.metresTo(place, cause.point);
  const along = roads.whereFrom(place, cause.point);
  const { direction } = along;
  const where =
    cause.kind === 'event' ? ({ direction: 'beside', metres } as const) : { direction, metres: along.metres };
  return { ...about, where: { ...where, ...position } };
}

/** How far the places of a scene were from their usual before a cut-off, as shares of it. */
async function recentDeviations(
  store: ForecastStore,
  usualBook: UsualBook,
  scene: Scene,
  asOf: number,
): Promise<CauseQuestion['recent']> {
  const { stepSeconds } = scene.span;
  const step = stepSeconds * 1000;
  const steps = Math.round(recentLength / step);
  const from = asOf - steps * step;
  const { values } = await store.readings.matrix({ metric: scene.metric, from, to: asOf, stepSeconds, asOf });
  const relative = values.slice();
  for (let at = 0; at < steps; at++) {
    const usual = await usualBook.at(scene, from + at * step);
    for (const place of usual.keys()) {
      const cell = place * steps + at;
      relative[cell] = (values[cell] ?? NaN) / (usual[place] ?? NaN) - 1;
    }
  }
  return { values: relative, steps, stepMinutes: stepSeconds / 60, asOf };
}
