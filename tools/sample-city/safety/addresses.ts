import { cumulated, indexOfShare, logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { alongLine } from '../city/shapes/lines.ts';
import { isInRing } from '../city/shapes/rings.ts';
import { distance, leftOf, towards } from '../city/shapes/vectors.ts';
import { type City, type Point, type Road } from '../words.ts';
import { type PlaceKind } from './kinds.ts';

const spacingMetres = 70;
/** Motorways and ramps have no doors; tunnels have none either. */
const withDoors: ReadonlySet<string> = new Set(['arterial', 'collector', 'street']);
/** Metres to either side: on main roads what happens in side streets and yards is told at the main road's corner. */
const aside = { street: 8, main: 45 } as const;

const doorsOfStretch = 3;

/** A door on a street. */
export interface Address {
  readonly point: Point;
  readonly district: number;
  /** A short stretch of its street. */
  readonly stretch: string;
}

/** All doors of a city, by district and by place. */
export class Addresses {
  readonly all: readonly Address[];
  readonly #byDistrict: readonly (readonly number[])[];
  readonly #byCell = new Map<string, number[]>();
  readonly #weights = new Map<string, Float64Array>();

  constructor(seed: number, city: City) {
    this.all = city.roads.flatMap((road) =>
      withDoors.has(road.roadClass) && road.structure === 'ground' ? doorsOf(seed, city, road) : [],
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
   * A door of a district, stretches of street weighted for the kind; null where the district has none.
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
      const known = new Map<string, number>();
      cumulative = cumulated(
        doors.map((door) => {
          const stretch = this.all[door]?.stretch ?? '';
          const weight =
            known.get(stretch) ?? logNormal(streamOf(seed, 'safety', kind, stretch), 1, concentration);
          known.set(stretch, weight);
          return weight;
        }),
      );
      this.#weights.set(key, cumulative);
    }
    return this.all[doors[indexOfShare(cumulative, share)] ?? 0] ?? null;
  }

  /** The door nearest to a point, within about 100 m; null where there is none. */
  nearest(place: Point): Address | null {
    const [east, north] = place;
    let best: Address | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const offsetEast of [-1, 0, 1])
      for (const offsetNorth of [-1, 0, 1]) {
        const cell = cellOf([east + offsetEast * cellMetres, north + offsetNorth * cellMetres]);
        for (const index of this.#byCell.get(cell) ?? []) {
          const door = this.all[index];
          if (!door) continue;
          const away = distance(door.point, place);
          if (away < least) [best, least] = [door, away];
        }
      }
    return best;
  }
}

const cellMetres = 100;

function cellOf([east, north]: Point): string {
  return `${Math.floor(east / cellMetres)} ${Math.floor(north / cellMetres)}`;
}

/** Doors every so many metres of a road, on either side; none outside the districts. */
function doorsOf(seed: number, city: City, road: Road): readonly Address[] {
  const random = streamOf(seed, 'safety', 'doors', road.key);
  const furthest = road.roadClass === 'street' ? aside.street : aside.main;
  const count = Math.max(1, Math.floor(road.lengthMetres / spacingMetres));
  return Array.from({ length: count }, (_, number) => {
    const { point, direction } = alongLine(road.line, (number + random.next()) * spacingMetres);
    const door = decimetres(towards(point, leftOf(direction), (2 * random.next() - 1) * furthest));
    const stretch = `${road.key} ${Math.floor(number / doorsOfStretch)}`;
    return { point: door, district: districtOf(city, door, road.district), stretch };
  }).filter(({ district }) => district >= 0);
}

/** The district that a point lies in, looking first at the likely one; -1 outside all. */
function districtOf({ districts }: City, point: Point, likely: number): number {
  if (isInRing(districts[likely]?.outline ?? [], point)) return likely;
  return districts.findIndex(({ outline }) => isInRing(outline, point));
}

/** A point to the decimetre. */
export function decimetres([east, north]: Point): Point {
  return [Math.round(east * 10) / 10, Math.round(north * 10) / 10];
}
