import { type Junction, type Name, type Point, type Road } from '../../words.ts';
import { alongLine, lengthOf, simplified } from '../shapes/lines.ts';
import { at } from '../shapes/vectors.ts';
import { type PlannedRoad } from './planned-road.ts';

/** The roads and junctions of a city as they are built up. */
export interface RoadRegistry {
  readonly junctions: readonly Junction[];
  readonly roads: readonly Road[];
  /** What each road was planned as, in their order. */
  readonly planned: readonly PlannedRoad[];
}

/**
 * Gives planned roads their keys, junctions and district.
 *
 * @param prefixOf the first part of a key for a road without one of its own
 */
export function registerRoads(
  planned: readonly PlannedRoad[],
  districtAt: (place: Point) => number,
  prefixOf: (district: number) => string,
): RoadRegistry {
  const numbers = new Map<string, number>();
  const junctionAt = new Map<string, number>();
  const points: Point[] = [];
  const indexOf = (point: Point): number => {
    const key = `${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    const known = junctionAt.get(key);
    if (known !== undefined) return known;
    junctionAt.set(key, points.length);
    points.push([tenths(point[0]), tenths(point[1])]);
    return points.length - 1;
  };
  const numberOfPair = new Map<string, number>();
  const draft = planned.map((road) => {
    const line = road.line.map(([east, north]): Point => [tenths(east), tenths(north)]);
    const length = lengthOf(line);
    const district = districtAt(alongLine(line, length / 2).point);
    const prefix = road.prefix === '' ? prefixOf(district) : road.prefix;
    const pair = road.pair === null ? null : `${prefix} ${road.pair}`;
    const number = (pair === null ? undefined : numberOfPair.get(pair)) ?? (numbers.get(prefix) ?? 0) + 1;
    if (pair !== null) numberOfPair.set(pair, number);
    numbers.set(prefix, Math.max(numbers.get(prefix) ?? 0, number));
    return { road, line, length, district, prefix, number, from: indexOf(road.from), to: indexOf(road.to) };
  });
  const signals = signalsOf(draft, points.length);
  const opposites = oppositesOf(planned);
  const taken = new Set<string>();
  const roads = draft.map(({ road, line, length, district, prefix, number, from, to }, index): Road => {
    const key = `${prefix}-${String(number).padStart(2, '0')}-${compassOf(line)}`;
    const free = taken.has(key) ? `${key}${index}` : key;
    taken.add(free);
    const isSignalled = signals.has(to);
    return {
      key: free,
      name: road.name,
      roadClass: road.roadClass,
      from,
      to,
      lanes: road.lanes,
      lengthMetres: length,
      freeSpeedKmh: road.freeSpeedKmh,
      greenShare: isSignalled ? greenShareOf(road) : 1,
      line,
      structure: road.structure,
      opposite: opposites[index] ?? null,
      district,
    };
  });
  return {
    junctions: points.map((point, index) => ({ point, isSignalled: signals.has(index) })),
    roads,
    planned,
  };
}

/** The name of the direction in which a road leads: one of N, E, S, W. */
export function compassOf(line: readonly Point[]): 'N' | 'E' | 'S' | 'W' {
  const [first, last] = [at(line, 0), at(line, -1)];
  const [east, north] = [last[0] - first[0], last[1] - first[1]];
  if (Math.abs(east) > Math.abs(north)) return east > 0 ? 'E' : 'W';
  return north > 0 ? 'N' : 'S';
}

export const compassNames: Readonly<Record<'N' | 'E' | 'S' | 'W', Name>> = {
  N: { en: 'northbound', zh: '北向' },
  E: { en: 'eastbound', zh: '东向' },
  S: { en: 'southbound', zh: '南向' },
  W: { en: 'westbound', zh: '西向' },
};

function tenths(metres: number): number {
  return Math.round(metres * 10) / 10;
}

/** Junctions of at least three streets of which one is an arterial or a ramp that ends there. */
function signalsOf(
  roads: readonly { readonly road: PlannedRoad; readonly from: number; readonly to: number }[],
  count: number,
): ReadonlySet<number> {
  const [arms, weight, onMotorway] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  for (const { road, from, to } of roads) {
    if (road.roadClass === 'street') continue;
    arms[to] = (arms[to] ?? 0) + 1;
    if (road.roadClass === 'arterial' || road.roadClass === 'ramp') weight[to] = (weight[to] ?? 0) + 1;
    if (road.roadClass === 'motorway') onMotorway[from] = onMotorway[to] = 1;
  }
  const signals = new Set<number>();
  for (let index = 0; index < count; index++)
    if ((arms[index] ?? 0) >= 3 && (weight[index] ?? 0) >= 1 && onMotorway[index] === 0) signals.add(index);
  return signals;
}

function greenShareOf({ roadClass, lanes }: PlannedRoad): number {
  if (roadClass === 'arterial') return lanes > 2 ? 0.55 : 0.5;
  return roadClass === 'ramp' ? 0.4 : 0.36;
}

function oppositesOf(planned: readonly PlannedRoad[]): (number | null)[] {
  const first = new Map<string, number>();
  const opposites: (number | null)[] = planned.map(() => null);
  planned.forEach(({ pair }, index) => {
    if (pair === null) return;
    const other = first.get(pair);
    if (other === undefined) first.set(pair, index);
    else [opposites[index], opposites[other]] = [other, index];
  });
  return opposites;
}

/** A street line with no more points than it takes. */
export function thinned(line: readonly Point[]): Point[] {
  return simplified(line, 1.2);
}
