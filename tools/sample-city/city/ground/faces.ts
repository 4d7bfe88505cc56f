import { type Point } from '../../words.ts';
import { type Arrangement, type Edge } from '../network/arrangement.ts';
import { alongLine, lengthOf } from '../shapes/lines.ts';
import { isInRing, signedArea } from '../shapes/rings.ts';
import { at, directionFrom, leftOf, mixOf, towards } from '../shapes/vectors.ts';

/** Ground between lines, and what each side of it is: the rank of the line behind it. */
export interface Face {
  /** Counter-clockwise. */
  readonly ring: readonly Point[];
  /** Rank of the side from each point of the ring to the next. */
  readonly ranks: readonly number[];
  /** Square metres. */
  readonly area: number;
  /** A place inside. */
  readonly inside: Point;
}

/** One direction of an edge. */
interface Side {
  readonly edge: Edge;
  readonly isForward: boolean;
  readonly angle: number;
}

/** All bounded faces of an arrangement, found by always turning left. */
export function facesOf({ nodes, edges }: Arrangement): Face[] {
  const leaving = nodes.map((): Side[] => []);
  for (const edge of edges) {
    leaving[edge.from]?.push({ edge, isForward: true, angle: angleOf(edge.line) });
    leaving[edge.to]?.push({ edge, isForward: false, angle: angleOf(edge.line.toReversed()) });
  }
  for (const sides of leaving) sides.sort((a, b) => a.angle - b.angle);
  const seen = { forward: new Set<Edge>(), backward: new Set<Edge>() };
  const faces: Face[] = [];
  for (const start of leaving.flat()) {
    const ring: Point[] = [];
    const ranks: number[] = [];
    let side = start;
    while (!seenBy(seen, side).has(side.edge)) {
      seenBy(seen, side).add(side.edge);
      const line = side.isForward ? side.edge.line : side.edge.line.toReversed();
      for (const point of line.slice(0, -1)) {
        ring.push(point);
        ranks.push(side.edge.rank);
      }
      side = nextSide(leaving, side);
    }
    const area = ring.length < 3 ? 0 : signedArea(ring);
    if (area > 1) faces.push({ ring, ranks, area, inside: insideOf(ring) });
  }
  return faces;
}

function seenBy(
  seen: { readonly forward: Set<Edge>; readonly backward: Set<Edge> },
  { isForward }: Side,
): Set<Edge> {
  return isForward ? seen.forward : seen.backward;
}

/** At the end of a side, the one that turns most to the left: the next clockwise from where it came. */
function nextSide(leaving: readonly (readonly Side[])[], { edge, isForward }: Side): Side {
  const sides = at(leaving, isForward ? edge.to : edge.from);
  const back = sides.findIndex((side) => side.edge === edge && side.isForward !== isForward);
  return at(sides, (back - 1 + sides.length) % sides.length);
}

function angleOf(line: readonly Point[]): number {
  const [first, later] = [at(line, 0), alongLine(line, Math.min(12, lengthOf(line) / 2)).point];
  return Math.atan2(later[1] - first[1], later[0] - first[0]);
}

/** A little to the left of the middle of its longest side, or of another where that lies outside. */
function insideOf(ring: readonly Point[]): Point {
  const sides = ring
    .map((point, index) => ({ point, next: at(ring, (index + 1) % ring.length) }))
    .map((side) => ({ ...side, length: lengthOf([side.point, side.next]) }))
    .sort((a, b) => b.length - a.length);
  for (const { point, next } of sides.slice(0, 12))
    for (const metres of [22, 9, 3]) {
      const place = towards(mixOf(point, next, 0.5), leftOf(directionFrom(point, next)), metres);
      if (isInRing(ring, place)) return place;
    }
  return at(ring, 0);
}
