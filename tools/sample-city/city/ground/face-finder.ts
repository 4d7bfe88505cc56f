import { type Point } from '../../words.ts';
import { RingIndex } from '../shapes/rings.ts';
import { type Face } from './faces.ts';

const cellMetres = 400;

/** Finds the face that a place lies in. */
export class FaceFinder<F extends Face> {
  readonly #cells = new Map<string, { face: F; ring: RingIndex }[]>();

  constructor(faces: readonly F[]) {
    for (const face of faces.toSorted((a, b) => a.area - b.area)) {
      const entry = { face, ring: new RingIndex(face.ring, 120) };
      const [west, east, south, north] = boxOf(face.ring);
      for (let column = Math.floor(west / cellMetres); column <= Math.floor(east / cellMetres); column++)
        for (let row = Math.floor(south / cellMetres); row <= Math.floor(north / cellMetres); row++) {
          const key = `${column} ${row}`;
          const cell = this.#cells.get(key);
          if (cell) cell.push(entry);
          else this.#cells.set(key, [entry]);
        }
    }
  }

  at(place: Point): F | null {
    const key = `${Math.floor(place[0] / cellMetres)} ${Math.floor(place[1] / cellMetres)}`;
    return this.#cells.get(key)?.find(({ ring }) => ring.contains(place))?.face ?? null;
  }
}

function boxOf(ring: readonly Point[]): [west: number, east: number, south: number, north: number] {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, east, south, north];
}
