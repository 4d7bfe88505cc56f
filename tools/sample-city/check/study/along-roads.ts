import type { City, RoadClass } from '../../words.ts';
import type { Pair } from '../measures/lagged.ts';

/** Somewhere on a road. */
export interface Stand {
  readonly road: number;
  readonly atMetres: number;
}

/**
 * How far places lie downstream of a stand, in the direction of travel over roads of the given classes: metres from it by place,
 * within a limit. Shortest ways by Dijkstra (1959).
 */
export function downstreamOf(
  city: City,
  from: Stand,
  places: readonly Stand[],
  classes: ReadonlySet<RoadClass>,
  limitMetres: number,
): Map<number, number> {
  const toJunction = metresToJunctions(city, from, classes, limitMetres);
  const found = new Map<number, number>();
  places.forEach((place, index) => {
    const road = city.roads[place.road];
    if (road === undefined || !classes.has(road.roadClass)) return;
    const isAhead = place.road === from.road && place.atMetres > from.atMetres;
    const metres = isAhead
      ? place.atMetres - from.atMetres
      : (toJunction.get(road.from) ?? Infinity) + place.atMetres;
    if (metres > 0 && metres <= limitMetres) found.set(index, metres);
  });
  return found;
}

function metresToJunctions(
  city: City,
  from: Stand,
  classes: ReadonlySet<RoadClass>,
  limitMetres: number,
): Map<number, number> {
  const first = city.roads[from.road];
  const settled = new Map<number, number>();
  if (first === undefined || !classes.has(first.roadClass)) return settled;
  const open = new Map([[first.to, first.lengthMetres - from.atMetres]]);
  const leaving = roadsLeaving(city);
  for (;;) {
    const [junction, metres] = [...open].reduce(
      (best, next) => (next[1] < best[1] ? next : best),
      [-1, Infinity],
    );
    if (metres > limitMetres) return settled;
    open.delete(junction);
    settled.set(junction, metres);
    for (const index of leaving.get(junction) ?? []) {
      const road = city.roads[index];
      if (road === undefined || !classes.has(road.roadClass) || settled.has(road.to)) continue;
      open.set(road.to, Math.min(open.get(road.to) ?? Infinity, metres + road.lengthMetres));
    }
  }
}

const leavingByCity = new WeakMap<City, Map<number, number[]>>();

function roadsLeaving(city: City): Map<number, number[]> {
  const known = leavingByCity.get(city);
  if (known !== undefined) return known;
  const leaving = new Map<number, number[]>();
  city.roads.forEach(({ from }, index) => leaving.set(from, [...(leaving.get(from) ?? []), index]));
  leavingByCity.set(city, leaving);
  return leaving;
}

/** All pairs of detectors of which one lies downstream of the other, within a limit. */
export function pairsAlong(city: City, classes: ReadonlySet<RoadClass>, limitMetres: number): Pair[] {
  return city.detectors.flatMap((detector, up) =>
    [...downstreamOf(city, detector, city.detectors, classes, limitMetres)].map(([down, metres]) => ({
      up,
      down,
      metres,
    })),
  );
}
