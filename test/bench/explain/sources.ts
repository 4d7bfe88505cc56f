import type { CauseQuestion, RecentDeviations } from '../../../models/explain/causes/question.ts';
import {
  findCauses,
  type CauseWeights,
  type ScoredCause,
} from '../../../models/explain/causes/find-causes.ts';
import { deviationAt } from '../../../models/explain/causes/recent.ts';
import type { RoadMap } from '../../../models/explain/causes/road-map.ts';
import type { DepartureCase } from './cases.ts';
import type { CityUnderStudy } from './city-under-study.ts';

const minute = 60_000;
/** Steps of which a mean says what a place is like. */
const meanSteps = 3;
/** Which places may be where a departure comes from, and how many there have to be. */
const reachMetres = 5000;
const leastCandidates = 20;
/** How many of them are told. */
const told = 3;
/** A cause has begun to act where it does so much, km/h. */
const leastEffect = 3;
/** A place so far before a cause counts for a third of one beside it, and one so far down the road from the departure likewise; metres. */
const nearCauseMetres = 1000;
const aheadMetres = 1500;
/** A place that traffic reaches after a cause is taken for this much further away, as queues begin before it; metres. */
const passedMetres = 500;
/** How far beside the links from the departure a place may lie that is ahead of it on its road; metres. */
const onRoadMetres = 30;
/**
 * What a place counts for that no logged cause lies near, that does not depart, or that is not ahead on the road, against 1. Tried on the
 * training cities, as the distances above.
 */
const without = { cause: 0.03, departure: 0.05, ahead: 0.3 } as const;

/** Ways to put candidates in order, the likeliest first. */
export const orders = ['sources', 'finder', 'ahead', 'nearest'] as const;
export type Order = (typeof orders)[number];

/** A departure whose source is known. */
export interface SourceCase {
  /** Of the cause. */
  readonly key: string;
  readonly isLogged: boolean;
  /** Whether the source is among the first told, by the ordering. */
  readonly isFound: Readonly<Record<Order, boolean>>;
  /** Chance of a draw without any knowledge. */
  readonly chance: number;
}

/** Where each cause on the ground began to act: of the places at which it first did, the one at which it did most; by key. */
export function sourcesOf({ city: { effects, causes } }: CityUnderStudy): ReadonlyMap<string, number> {
  const began = new Map<string, { place: number; step: number; effect: number }>();
  effects.effect.forEach((signed, row) => {
    const cause = causes[effects.cause[row] ?? -1];
    const effect = Math.abs(signed);
    if (cause === undefined || isEverywhere(cause.kind) || effect < leastEffect) return;
    const [place, step] = [effects.place[row] ?? -1, effects.step[row] ?? -1];
    const known = began.get(cause.key);
    if (known === undefined || step < known.step || (step === known.step && effect > known.effect))
      began.set(cause.key, { place, step, effect });
  });
  return new Map([...began].map(([key, { place }]) => [key, place]));
}

/**
 * The true source of a departure against what is told of it; null where it lies at the place itself or beyond reach, where nothing on the
 * ground acts, or where there are too few places to choose from.
 */
export function sourceCase(
  study: CityUnderStudy,
  sources: ReadonlyMap<string, number>,
  one: DepartureCase,
  weights: CauseWeights,
): SourceCase | null {
  const { place } = one.question;
  const source = one.acting === null ? undefined : sources.get(one.acting);
  if (one.acting === null || source === undefined) return null;
  const candidates = study.roads.within(place, reachMetres).filter((other) => other !== place);
  if (candidates.length < leastCandidates || !candidates.includes(source)) return null;
  const found = findCauses(one.question, one.logged, weights);
  const marks = candidates.map((candidate) => marksOf(one.question, candidate, found));
  const isFound = (order: Order): boolean =>
    marks
      .toSorted((a, b) => b[order] - a[order] || b.nearest - a.nearest)
      .slice(0, told)
      .some(({ candidate }) => candidate === source);
  return {
    key: one.acting,
    isLogged: one.truth >= 0,
    isFound: {
      sources: isFound('sources'),
      finder: isFound('finder'),
      ahead: isFound('ahead'),
      nearest: isFound('nearest'),
    },
    chance: told / candidates.length,
  };
}

/**
 * What speaks for a candidate: by the probability of the logged causes near it alone; by how near ahead on the road it lies; by how near
 * as the crow flies; and by the first two and how far it departed at most in the recent past, multiplied.
 */
function marksOf(
  { place, roads, recent, deviation }: CauseQuestion,
  candidate: number,
  found: readonly ScoredCause[],
): Readonly<Record<Order, number>> & { readonly candidate: number } {
  const point = roads.point(candidate);
  if (point === null) return { candidate, sources: 0, finder: 0, ahead: 0, nearest: -Infinity };
  const finder = Math.max(0, ...found.map((one) => nearCause(roads, candidate, one)));
  const { direction, metres, offsetMetres } = roads.whereFrom(place, point);
  const isAhead = direction === 'downstream' && offsetMetres < onRoadMetres;
  const ahead = isAhead ? Math.exp(-metres / aheadMetres) : 0;
  const departed = mostDeparted(recent, candidate, Math.sign(deviation));
  const sources = (without.cause + finder) * (without.departure + departed) * (without.ahead + ahead);
  return { candidate, sources, finder, ahead, nearest: -roads.metresTo(place, point) };
}

/** Probability of a cause, the less the further the cause lies from a place. */
function nearCause(roads: RoadMap, place: number, { cause, probability }: ScoredCause): number {
  if (!('point' in cause)) return 0;
  const { direction, metres } = roads.whereFrom(place, cause.point);
  const away = direction === 'downstream' ? metres : metres + passedMetres;
  return probability * Math.exp(-away / nearCauseMetres);
}

/** How far a place departed at most in the recent past the same way, as a share of its usual. */
function mostDeparted(recent: RecentDeviations, place: number, way: number): number {
  let most = 0;
  for (let back = 0; back < recent.steps - meanSteps; back++) {
    const at = recent.asOf - back * recent.stepMinutes * minute;
    most = Math.max(most, way * deviationAt(recent, place, at));
  }
  return most;
}

/** Causes that begin everywhere at once. */
function isEverywhere(kind: string): boolean {
  return kind === 'rain' || kind === 'fog' || kind === 'heat';
}

/** Share of departures for which something holds, each cause counting alike. */
export function shareOfCauses(
  cases: readonly SourceCase[],
  of: (one: SourceCase) => number,
): { readonly causes: number; readonly share: number } {
  const causes = new Map<string, { cases: number; sum: number }>();
  for (const one of cases) {
    const known = causes.get(one.key) ?? { cases: 0, sum: 0 };
    causes.set(one.key, { cases: known.cases + 1, sum: known.sum + of(one) });
  }
  const shares = [...causes.values()].map(({ cases: count, sum }) => sum / count);
  return { causes: shares.length, share: shares.reduce((sum, share) => sum + share, 0) / shares.length };
}
