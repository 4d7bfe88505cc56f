import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds } from '../calendar/span.ts';
import { logNormal, poisson } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type City, type Road, type Weather } from '../words.ts';
import { alongLine } from '../city/shapes/lines.ts';
import { decimetres } from './addresses.ts';
import { collisionsPerHour, mostCollisionsPerHour } from './collision-risk.ts';
import { type Occurrence } from './occurrence.ts';
import { weatherAt } from './weather-factors.ts';

/** What an expected flow is asked for. */
export interface Exposure {
  readonly vehiclesPerHour: (road: number, at: number) => number;
}

/** A collision and what it does to the road. */
export interface Collision {
  readonly occurrence: Occurrence & { readonly road: { readonly index: number; readonly atMetres: number } };
  readonly severity: 1 | 2 | 3;
  /** Share of the lanes that are closed until then; 0 where all stand on the shoulder. */
  readonly closedShare: number;
  readonly clearedAt: number;
}

/** Share of collisions that leave all lanes open. */
const onShoulder = 0.25;

/** Whole weeks of UTC are drawn at once: most roads have no candidate in most weeks. */
const blockMilliseconds = 7 * dayMilliseconds;

/**
 * Collisions in `[from, until)`: for each road candidates at the highest rate that there could be, from a stream of the road and the
 * week, of which as many are kept as traffic, wet, darkness, fog and crowding ask for. So no road changes another, and dry weather
 * has some of the collisions of wet weather, and no others.
 */
export function* collisionsOf(
  seed: number,
  city: City,
  from: number,
  until: number,
  weather: Weather,
  exposure: Exposure,
): Generator<Collision> {
  for (const [index, road] of city.roads.entries()) {
    const most = mostCollisionsPerHour(road);
    if (most === 0) continue;
    for (let block = Math.floor(from / blockMilliseconds); block * blockMilliseconds < until; block++) {
      const random = streamOf(seed, 'safety', 'collision', road.key, block);
      const count = poisson(random, (most * blockMilliseconds) / hourMilliseconds);
      for (let number = 0; number < count; number++) {
        const minute = Math.floor((random.next() * blockMilliseconds) / minuteMilliseconds);
        const happenedAt = block * blockMilliseconds + minute * minuteMilliseconds;
        const keep = random.next();
        if (happenedAt < from || happenedAt >= until) continue;
        const flow = exposure.vehiclesPerHour(index, happenedAt);
        if (keep * most >= collisionsPerHour(road, flow, weatherAt(weather, happenedAt))) continue;
        const key = `collision-${road.key}-${new Date(happenedAt).toISOString().slice(0, 10)}-${number}`;
        yield drawn(streamOf(seed, 'safety', key), key, road, index, happenedAt);
      }
    }
  }
}

/** Durations are log-normal (Golob, Recker and Leonard 1987; Giuliano 1989), the median an assumption; longer where it is worse. */
function drawn(random: SeededRandom, key: string, road: Road, index: number, happenedAt: number): Collision {
  const atMetres = Math.round(placeOn(random, road) * road.lengthMetres);
  const severity = severityOf(random.next());
  const closed = closedShare(random, road.lanes, severity);
  const minutes = logNormal(random, 30 + 9 * severity, 0.55);
  const point = decimetres(alongLine(road.line, atMetres).point);
  return {
    occurrence: {
      key,
      kind: 'collision',
      happenedAt,
      point,
      district: road.district,
      road: { index, atMetres },
    },
    severity,
    closedShare: closed,
    clearedAt: happenedAt + Math.round(Math.max(8, Math.min(240, minutes))) * minuteMilliseconds,
  };
}

/** Share of the way: on roads with junctions half of all happen in the last quarter, at the queue or the junction. */
function placeOn(random: SeededRandom, { roadClass }: Road): number {
  const [atJunction, share] = [random.next() < 0.4, random.next()];
  return roadClass !== 'motorway' && atJunction ? 0.75 + 0.23 * share : 0.02 + 0.96 * share;
}

function severityOf(share: number): 1 | 2 | 3 {
  if (share < 0.62) return 1;
  return share < 0.93 ? 2 : 3;
}

/** One lane as a rule, two or all where it is worse; on a single lane cars squeeze past as a rule. */
function closedShare(random: SeededRandom, lanes: number, severity: 1 | 2 | 3): number {
  const [shoulder, more] = [random.next(), random.next()];
  if (shoulder < onShoulder / severity) return 0;
  const closed = more < 0.14 * severity ? 2 : 1;
  if (lanes === 1) return closed === 1 ? 0.5 : 1;
  return Math.min(1, closed / lanes);
}
