import { placesWithin } from '../../../models/explain/receptive-field.ts';
import { alongLine } from '../../../tools/sample-city/city/shapes/lines.ts';
import { intervalMilliseconds } from '../../../tools/sample-city/traffic/simulator.ts';
import { prepareTraffic, type Traffic } from '../../../tools/sample-city/traffic/simulate.ts';
import { copyOf, type State } from '../../../tools/sample-city/traffic/state.ts';
import { readSpeeds, runReference } from '../../../tools/sample-city/truth/reference-run.ts';
import type { Cause } from '../../../tools/sample-city/words.ts';
import type { LoggedCity } from './logged-city.ts';
import { aroundLinks, horizons, leastLeftMinutes, waitMinutes } from './protocol.ts';

const minute = 60_000;

/** A collision that is logged and still there when a forecast is made, and what the simulator makes of that. */
export interface OpenCollision {
  readonly key: string;
  /** Data cut-off of the forecast. */
  readonly asOf: number;
  /** Positions in the scene of the places around it, the nearest one first. */
  readonly places: readonly number[];
  /** What it would do to clear all that stands there at the cut-off, km/h: with it less without, at a place and so many steps ahead (1 = the first). */
  cleared(place: number, ahead: number): number;
  /** What all that stands there at the cut-off has done and does since it began, km/h: with it less without. */
  acted(place: number, ahead: number): number;
}

/** The collisions of a city after an instant that were reported, and stood for a while yet when a forecast could know of them. */
export function* openCollisions(city: LoggedCity, after: number): Generator<OpenCollision> {
  const { scenario, city: plan, calendar, weather, causes } = city.world;
  const traffic = prepareTraffic(scenario, plan, calendar, weather, causes);
  const open = causes
    .filter(({ kind, decoy, reportedAt }) => kind === 'collision' && decoy === null && reportedAt !== null)
    .map((cause) => ({ cause, asOf: cutOffOf(cause) }))
    .filter(
      ({ cause, asOf }) =>
        asOf > after &&
        asOf + leastLeftMinutes * minute <= cause.endsAt &&
        asOf + Math.max(...horizons) * intervalMilliseconds < scenario.until,
    );
  const standing = (asOf: number): readonly Cause[] =>
    causes.filter(
      ({ kind, decoy, startsAt, endsAt, reportedAt }) =>
        kind === 'collision' &&
        decoy === null &&
        startsAt < asOf &&
        endsAt > asOf &&
        reportedAt !== null &&
        reportedAt <= asOf,
    );
  const began = (asOf: number): number =>
    Math.max(
      traffic.start,
      Math.floor(Math.min(asOf, ...standing(asOf).map(({ startsAt }) => startsAt)) / intervalMilliseconds) *
        intervalMilliseconds,
    );
  const all = traffic.circumstances.causes;
  const reference = runReference(traffic, all, new Set(open.flatMap(({ asOf }) => [asOf, began(asOf)])));
  for (const { cause, asOf } of open) {
    const there = new Set(standing(asOf).map(({ key }) => key));
    const until = asOf + Math.max(...horizons) * intervalMilliseconds;
    const without = all.filter((one) => !there.has(one.cause.key));
    const shortened = all.map((one) => (there.has(one.cause.key) ? { ...one, endsAt: asOf } : one));
    const detectors = traffic.posts.length;
    const apart = (causesThen: typeof all, from: number): ((place: number, ahead: number) => number) => {
      const state = reference.states.get(from);
      if (state === undefined) throw new RangeError(`no state was kept at ${from}`);
      const rows = driven(traffic, copyOf(state), causesThen, until);
      const first = (from - traffic.start) / intervalMilliseconds;
      return (place, ahead) => {
        const step = (asOf - traffic.start) / intervalMilliseconds + ahead - 1;
        const detector = city.detectors[place] ?? -1;
        return (
          (rows[step - first]?.[detector] ?? NaN) - (reference.speeds[step * detectors + detector] ?? NaN)
        );
      };
    };
    const whole = apart(without, began(asOf));
    yield {
      ...{ key: cause.key, asOf, places: placesAround(city, cause) },
      cleared: apart(shortened, asOf),
      acted: (place, ahead) => -whole(place, ahead),
    };
  }
}

/** The first end of a step at which it has been known for long enough. */
function cutOffOf({ startsAt, reportedAt }: Cause): number {
  const known = Math.max(startsAt, reportedAt ?? startsAt) + waitMinutes * minute;
  return Math.ceil(known / intervalMilliseconds) * intervalMilliseconds;
}

/** Speeds at all detectors, one row for each interval. */
function driven(
  traffic: Traffic,
  state: State,
  causes: Traffic['circumstances']['causes'],
  until: number,
): readonly Float32Array[] {
  const rows: Float32Array[] = [];
  while (state.at < until) {
    traffic.simulator.advance(state, { ...traffic.circumstances, causes });
    const row = new Float32Array(traffic.posts.length);
    readSpeeds(traffic, row);
    rows.push(row);
  }
  return rows;
}

/** The place nearest to a collision and those around it. */
export function placesAround(
  { world: { city }, scene, detectors }: LoggedCity,
  { at }: Cause,
): readonly number[] {
  if (at.kind !== 'road') return [];
  const { point } = alongLine(city.roads[at.road]?.line ?? [], at.atMetres);
  const metres = [...detectors].map((index) => {
    const detector = city.detectors[index];
    if (detector === undefined) return Infinity;
    const where = alongLine(city.roads[detector.road]?.line ?? [], detector.atMetres).point;
    // Of two carriageways on one line the collision's own is nearer.
    return Math.hypot(where[0] - point[0], where[1] - point[1]) + (detector.road === at.road ? 0 : 1);
  });
  const nearest = metres.indexOf(Math.min(...metres));
  return placesWithin(scene.links, nearest, aroundLinks);
}
