import { type Point } from '../../words.ts';
import { at, cross } from './vectors.ts';

/** Square metres; negative where the ring runs clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let doubled = 0;
  ring.forEach((point, index) => (doubled += cross(at(ring, index - 1), point)));
  return doubled / 2;
}

/** The centre of mass of a ring; of its points where it has no area. */
export function centreOf(ring: readonly Point[]): Point {
  const origin = at(ring, 0);
  let [east, north, doubled] = [0, 0, 0];
  ring.forEach((point, index) => {
    const before = at(ring, index - 1);
    const a: Point = [before[0] - origin[0], before[1] - origin[1]];
    const b: Point = [point[0] - origin[0], point[1] - origin[1]];
    const piece = cross(a, b);
    doubled += piece;
    east += (a[0] + b[0]) * piece;
    north += (a[1] + b[1]) * piece;
  });
  if (Math.abs(doubled) < 1e-6) return origin;
  return [origin[0] + east / (3 * doubled), origin[1] + north / (3 * doubled)];
}

/** Whether a point lies in a ring. */
export function isInRing(ring: readonly Point[], [east, north]: Point): boolean {
  let inside = false;
  let before = at(ring, -1);
  for (const point of ring) {
    if (
      point[1] > north !== before[1] > north &&
      east < ((before[0] - point[0]) * (north - point[1])) / (before[1] - point[1]) + point[0]
    )
      inside = !inside;
    before = point;
  }
  return inside;
}

/** Answers whether points lie in a long ring, looking only at the edges beside each. */
export class RingIndex {
  readonly #bands = new Map<number, [Point, Point][]>();
  readonly #bandMetres: number;

  constructor(ring: readonly Point[], bandMetres = 250) {
    this.#bandMetres = bandMetres;
    ring.forEach((point, index) => {
      const before = at(ring, index - 1);
      const first = Math.floor(Math.min(before[1], point[1]) / bandMetres);
      const last = Math.floor(Math.max(before[1], point[1]) / bandMetres);
      for (let band = first; band <= last; band++) {
        const edges = this.#bands.get(band) ?? [];
        edges.push([before, point]);
        this.#bands.set(band, edges);
      }
    });
  }

  contains([east, north]: Point): boolean {
    let inside = false;
    for (const [a, b] of this.#bands.get(Math.floor(north / this.#bandMetres)) ?? [])
      if (b[1] > north !== a[1] > north && east < ((a[0] - b[0]) * (north - b[1])) / (a[1] - b[1]) + b[0])
        inside = !inside;
    return inside;
  }
}
