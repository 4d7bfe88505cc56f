import type { Links } from '../../series/series.ts';

/** Metres north and east of anywhere. */
export interface Point {
  readonly north: number;
  readonly east: number;
}

/** Where something happens, seen from a place along the directed links between places. */
export interface Whereabouts {
  readonly direction: 'downstream' | 'upstream' | 'beside';
  /** Along the links; as the crow flies where it lies beside all of them. */
  readonly metres: number;
  /** How far from the links it lies. */
  readonly offsetMetres: number;
  /** The places just before it and just after it in the direction of travel; -1 beside the road. */
  readonly before: number;
  readonly after: number;
}

interface Stretch {
  readonly before: number;
  readonly after: number;
  /** Along the links from the place to the nearer end. */
  readonly metres: number;
  readonly length: number;
}

/** How far along the links a cause is looked for, and how far beside them it may lie. Metres. */
const reachMetres = 6000;
const besideMetres = 250;
/** A stretch is taken over a nearer one where it lies at most this much further beside. Metres. */
const asNearMetres = 8;

/** The places of a city as a map of directed links, traffic passing the source of a link before its target. */
export class RoadMap {
  readonly #points: readonly (Point | null)[];
  readonly #onward: Links;
  readonly #back: Links;
  readonly #walks = new Map<string, readonly Stretch[]>();

  /**
   * @param points of the places; null where nobody says
   * @param onward links in the direction of travel
   * @param back the same turned round
   */
  constructor(points: readonly (Point | null)[], onward: Links, back: Links) {
    this.#points = points;
    this.#onward = onward;
    this.#back = back;
  }

  point(place: number): Point | null {
    return this.#points[place] ?? null;
  }

  /** Metres as the crow flies; infinite where nobody says where the place is. */
  metresTo(place: number, { north, east }: Point): number {
    const from = this.point(place);
    return from === null ? Infinity : Math.hypot(from.north - north, from.east - east);
  }

  /** Places up to so many metres away as the crow flies, the place itself among them. */
  within(place: number, metres: number): readonly number[] {
    const from = this.point(place);
    if (from === null) return [place];
    return [...this.#points.keys()].filter((other) => this.metresTo(other, from) <= metres);
  }

  /** Where a point lies, seen from a place: on the nearest stretch of the links that lead from it and to it. */
  whereFrom(place: number, point: Point): Whereabouts {
    let best: Whereabouts | null = null;
    for (const direction of ['downstream', 'upstream'] as const) {
      for (const stretch of this.#walk(place, direction)) {
        const { offsetMetres, share } = this.#nearestOn(stretch, point);
        if (offsetMetres > besideMetres) continue;
        const along = direction === 'downstream' ? share : 1 - share;
        const metres = stretch.metres + along * stretch.length;
        const closer = best === null ? Infinity : best.offsetMetres - offsetMetres;
        if (closer > asNearMetres || (best !== null && closer > -asNearMetres && metres < best.metres))
          best = { direction, metres, offsetMetres, before: stretch.before, after: stretch.after };
      }
    }
    const metres = this.metresTo(place, point);
    return best ?? { direction: 'beside', metres, offsetMetres: metres, before: -1, after: -1 };
  }

  /** The stretches that lead from a place or to it, the nearest first. */
  #walk(place: number, direction: 'downstream' | 'upstream'): readonly Stretch[] {
    const key = `${direction} ${place}`;
    const known = this.#walks.get(key);
    if (known !== undefined) return known;
    const { offsets, targets } = direction === 'downstream' ? this.#onward : this.#back;
    const reached = new Map([[place, 0]]);
    const waiting = [place];
    const found: Stretch[] = [];
    for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
      const metres = reached.get(from) ?? 0;
      const here = this.point(from);
      if (metres > reachMetres || here === null) continue;
      for (let index = offsets[from] ?? 0; index < (offsets[from + 1] ?? 0); index++) {
        const to = targets[index] ?? -1;
        const length = this.metresTo(to, here);
        if (to === from || !Number.isFinite(length)) continue;
        const isOnward = direction === 'downstream';
        found.push({ before: isOnward ? from : to, after: isOnward ? to : from, metres, length });
        if ((reached.get(to) ?? Infinity) <= metres + length) continue;
        reached.set(to, metres + length);
        waiting.push(to);
      }
    }
    found.sort((one, other) => one.metres - other.metres);
    this.#walks.set(key, found);
    return found;
  }

  /** How far a point lies beside a stretch, and at which share of it, in the direction of travel. */
  #nearestOn({ before, after }: Stretch, point: Point): { offsetMetres: number; share: number } {
    const [from, to] = [this.point(before), this.point(after)];
    if (from === null || to === null) return { offsetMetres: Infinity, share: 0 };
    const [north, east] = [to.north - from.north, to.east - from.east];
    const square = north * north + east * east;
    const dot = (point.north - from.north) * north + (point.east - from.east) * east;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, dot / square));
    const offsetMetres = Math.hypot(
      point.north - from.north - share * north,
      point.east - from.east - share * east,
    );
    return { offsetMetres, share };
  }
}
