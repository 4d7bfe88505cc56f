import type { Whereabouts } from '../../common/rows/surroundings.ts';
import type { PlaceList } from '../ports.ts';

/** Degrees of the places of a scene, in its order; the vertices of one that is a line, none where nobody says. */
export class PlacePositions {
  readonly #points: readonly Float64Array[];
  readonly #keys: ReadonlyMap<string, number>;

  /** @param placeIds of the scene */
  constructor(placeIds: Int32Array, places: PlaceList) {
    const position = new Map(Array.from(placeIds, (place, index) => [place, index]));
    const points = Array.from(placeIds, (): number[] => []);
    const put = (place: number | undefined, latitude: number, longitude: number): void => {
      const found = points[position.get(place ?? -1) ?? -1];
      if (found !== undefined && Number.isFinite(latitude) && Number.isFinite(longitude))
        found.push(latitude, longitude);
    };
    const { vertices, columns } = places;
    const lines = new Set(vertices.columns.place);
    for (let row = 0; row < vertices.rows; row++) {
      const { place, latitude, longitude } = vertices.columns;
      put(place[row], latitude[row] ?? NaN, longitude[row] ?? NaN);
    }
    for (let row = 0; row < places.rows; row++)
      if (!lines.has(columns.place[row] ?? -1))
        put(columns.place[row], columns.latitude[row] ?? NaN, columns.longitude[row] ?? NaN);
    this.#points = points.map((degrees) => Float64Array.from(degrees));
    this.#keys = new Map(
      columns.key.flatMap((key, row) => {
        const index = position.get(columns.place[row] ?? -1);
        return key === null || index === undefined ? [] : [[key, index]];
      }),
    );
  }

  /** Metres from each place to where something happens: 0 at the place it names; infinite where nothing is known. */
  metresTo({ placeKey, latitude, longitude }: Whereabouts): Float64Array {
    const named = placeKey === null ? undefined : this.#keys.get(placeKey);
    const out = new Float64Array(this.#points.length).fill(Infinity);
    if (latitude !== null && longitude !== null) {
      const perLongitude = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
      for (const [place, degrees] of this.#points.entries()) {
        const north = (index: number): number => ((degrees[index] ?? NaN) - latitude) * metresPerDegree;
        const east = (index: number): number => ((degrees[index + 1] ?? NaN) - longitude) * perLongitude;
        let nearest = degrees.length === 2 ? Math.hypot(north(0), east(0)) : Infinity;
        for (let index = 0; index + 2 < degrees.length; index += 2)
          nearest = Math.min(
            nearest,
            metresToSegment(north(index), east(index), north(index + 2), east(index + 2)),
          );
        out[place] = nearest;
      }
    }
    if (named !== undefined) out[named] = 0;
    return out;
  }
}

const metresPerDegree = 111_195;

/** From the origin to a line between two points, all in metres. */
function metresToSegment(fromNorth: number, fromEast: number, toNorth: number, toEast: number): number {
  const [north, east] = [toNorth - fromNorth, toEast - fromEast];
  const square = north * north + east * east;
  const share = square === 0 ? 0 : -(fromNorth * north + fromEast * east) / square;
  const along = Math.min(Math.max(share, 0), 1);
  return Math.hypot(fromNorth + along * north, fromEast + along * east);
}
