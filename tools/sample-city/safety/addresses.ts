import { cumulated, indexOfShare, logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type City, type Point } from '../words.ts';
import { type PlaceKind } from './kinds.ts';

const spacingMetres = 70;
/** Motorways and ramps have no doors; tunnels have none either. */
const withDoors: ReadonlySet<string> = new Set(['arterial', 'collector', 'street']);
/** Metres to either side: on main roads what happens in side streets and yards is told at the main road's corner. */
const aside = { street: 8, main: 45 } as const;

/** A door on a street. */
export interface Address {
  readonly point: Point;
  readonly district: number;
  readonly road: number;
}

/** All doors of a city, by district and by place. */
export class Addresses {
  readonly all: readonly Address[];
  readonly #city: City;
  readonly #byDistrict: readonly (readonly number[])[];
  readonly #byCell = new Map<string, number[]>();
  readonly #weights = new Map<string, Float64Array>();

  constructor(seed: number, city: City) {
    this.#city = city;
    this.all = city.roads.flatMap((road, index) =>
      withDoors.has(road.roadClass) && road.structure === 'ground' ? doorsOf(seed, city, index) : [],
    );
    const byDistrict = city.districts.map((): number[] => []);
    for (const [index, { district, point }] of this.all.entries()) {
      byDistrict[district]?.push(index);
      const cell = cellOf(point);
      const others = this.#byCell.get(cell);
      if (others) others.push(index);
      else this.#byCell.set(cell, [index]);
    }
    this.#byDistrict = byDistrict;
  }

  /**
   * A door of a district, streets weighted for the kind; null where the district has none.
   *
   * @param share in [0, 1)
   * @param concentration see `Kind`
   */
  weighted(
    seed: number,
    kind: PlaceKind,
    concentration: number,
    district: number,
    share: number,
  ): Address | null {
    const doors = this.#byDistrict[district] ?? [];
    if (doors.length === 0) return null;
    const key = `${kind} ${district}`;
    let cumulative = this.#weights.get(key);
    if (!cumulative) {
      const byRoad = new Map<number, number>();
      cumulative = cumulated(
        doors.map((door) => {
          const road = this.all[door]?.road ?? 0;
          const known = byRoad.get(road);
          const name = this.#city.roads[road]?.key ?? '';
          const weight = known ?? logNormal(streamOf(seed, 'safety', kind, name), 1, concentration);
          byRoad.set(road, weight);
          return weight;
        }),
      );
      this.#weights.set(key, cumulative);
    }
    return this.all[doors[indexOfShare(cumulative, share)] ?? 0] ?? null;
  }

  /** The door nearest to a point, within about 100 m; null where there is none. */
  nearest([east, north]: Point): Address | null {
    let best: Address | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const offsetEast of [-1, 0, 1])
      for (const offsetNorth of [-1, 0, 1]) {
        const cell = cellOf([east + offsetEast * cellMetres, north + offsetNorth * cellMetres]);
        for (const index of this.#byCell.get(cell) ?? []) {
          const door = this.all[index];
          if (!door) continue;
          const distance = Math.hypot(door.point[0] - east, door.point[1] - north);
          if (distance < least) [best, least] = [door, distance];
        }
      }
    return best;
  }
}

const cellMetres = 100;

function cellOf([east, north]: Point): string {
  return `${Math.floor(east / cellMetres)} ${Math.floor(north / cellMetres)}`;
}

/** Doors every so many metres of a road, on either side. */
function doorsOf(seed: number, city: City, index: number): readonly Address[] {
  const road = city.roads[index];
  if (!road) return [];
  const random = streamOf(seed, 'safety', 'doors', road.key);
  const furthest = road.roadClass === 'street' ? aside.street : aside.main;
  return Array.from({ length: Math.max(1, Math.floor(road.lengthMetres / spacingMetres)) }, (_, door) => {
    const [point, heading] = alongLine(road.line, (door + random.next()) * spacingMetres);
    const offset = (2 * random.next() - 1) * furthest;
    return {
      point: [
        rounded(point[0] - Math.sin(heading) * offset),
        rounded(point[1] + Math.cos(heading) * offset),
      ] as const,
      district: road.district,
      road: index,
    };
  });
}

/** Where a line is after so many metres, to the decimetre, and its heading there in radians from east; its end where it is shorter. */
export function alongLine(line: readonly Point[], metres: number): readonly [point: Point, heading: number] {
  let left = metres;
  let heading = 0;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (!from) continue;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    heading = Math.atan2(to[1] - from[1], to[0] - from[0]);
    if (left <= length && length > 0) {
      const share = left / length;
      return [
        [rounded(from[0] + share * (to[0] - from[0])), rounded(from[1] + share * (to[1] - from[1]))],
        heading,
      ];
    }
    left -= length;
  }
  return [line.at(-1) ?? [0, 0], heading];
}

/** To the decimetre. */
function rounded(metres: number): number {
  return Math.round(metres * 10) / 10;
}
