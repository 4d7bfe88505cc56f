import { type SeededRandom } from '../../../../main/common/seeded-random.ts';
import { type Point } from '../../words.ts';
import { signedArea } from '../shapes/rings.ts';
import { at, directionFrom, distance, dot, leftOf, mixOf } from '../shapes/vectors.ts';

/** A piece of a block. */
export interface Lot {
  readonly ring: readonly Point[];
  /** Whether it has a side on the street. */
  readonly isOnStreet: boolean;
}

interface Piece {
  readonly ring: readonly Point[];
  /** Whether the side from each point to the next lies on the street. */
  readonly onStreet: readonly boolean[];
}

/** Cuts a block in two along the middle of its longer extent until its pieces are small (after Parish and Müller 2001). */
export function lotsOf(block: readonly Point[], squareMetres: number, random: SeededRandom): Lot[] {
  const lots: Lot[] = [];
  const open: Piece[] = [{ ring: block, onStreet: block.map(() => true) }];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    if (signedArea(piece.ring) <= squareMetres * (0.75 + 0.5 * random.next()) || piece.ring.length > 80) {
      lots.push({ ring: piece.ring, isOnStreet: piece.onStreet.includes(true) });
      continue;
    }
    const along = longDirection(piece.ring);
    const extent = piece.ring.map((point) => dot(point, along));
    const [low, high] = [Math.min(...extent), Math.max(...extent)];
    const middle = low + (high - low) * (0.42 + 0.16 * random.next());
    const halves = [cut(piece, along, middle, 1), cut(piece, along, middle, -1)];
    const sound = halves.filter(({ ring }) => ring.length > 2 && signedArea(ring) > 25);
    if (sound.length < 2) lots.push({ ring: piece.ring, isOnStreet: piece.onStreet.includes(true) });
    else open.push(...sound);
  }
  return lots;
}

/** The direction of the side along which the ring's box is the narrowest. */
function longDirection(ring: readonly Point[]): Point {
  let [best, least]: [Point, number] = [[1, 0], Infinity];
  ring.forEach((point, index) => {
    const next = at(ring, (index + 1) % ring.length);
    if (distance(point, next) < 6) return;
    const direction = directionFrom(point, next);
    const across = leftOf(direction);
    const [wide, deep] = [widthOf(ring, direction), widthOf(ring, across)];
    if (wide * deep < least) {
      least = wide * deep;
      best = wide >= deep ? direction : across;
    }
  });
  return best;
}

function widthOf(ring: readonly Point[], direction: Point): number {
  let [low, high] = [Infinity, -Infinity];
  for (const point of ring) {
    const place = dot(point, direction);
    if (place < low) low = place;
    if (place > high) high = place;
  }
  return high - low;
}

/** What lies on one side of a line across `along` (Sutherland and Hodgman 1974); the cut itself is no street. */
function cut({ ring, onStreet }: Piece, along: Point, middle: number, side: 1 | -1): Piece {
  const points: Point[] = [];
  const streets: boolean[] = [];
  const away = (point: Point): number => side * (dot(point, along) - middle);
  ring.forEach((point, index) => {
    const next = at(ring, (index + 1) % ring.length);
    const [here, there] = [away(point), away(next)];
    if (here >= 0) {
      points.push(point);
      streets.push(onStreet[index] ?? false);
    }
    if (here >= 0 !== there >= 0) {
      points.push(mixOf(point, next, here / (here - there)));
      streets.push(here < 0 && (onStreet[index] ?? false));
    }
  });
  return { ring: points, onStreet: streets };
}
