import type { Whereabouts } from '../../common/rows/surroundings.ts';
import type { PlaceList } from '../ports.ts';

/** Degrees of the places of a scene, in its order; several points where a place is a line, none where nobody says. */
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
    for (let row = 0; row < vertices.rows; row++) {
      const { place, latitude, longitude } = vertices.columns;
      put(place[row], latitude[row] ?? NaN, longitude[row] ?? NaN);
    }
    for (let row = 0; row < places.rows; row++)
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
        let nearest = Infinity;
        for (let index = 0; index < degrees.length; index += 2) {
          const north = ((degrees[index] ?? NaN) - latitude) * metresPerDegree;
          const east = ((degrees[index + 1] ?? NaN) - longitude) * perLongitude;
          nearest = Math.min(nearest, north * north + east * east);
        }
        out[place] = Math.sqrt(nearest);
      }
    }
    if (named !== undefined) out[named] = 0;
    return out;
  }
}

const metresPerDegree = 111_195;
