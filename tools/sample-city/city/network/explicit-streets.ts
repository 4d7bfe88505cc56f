import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { alongLine, lengthOf, smoothLine } from '../shapes/lines.ts';
import {
  at,
  directionFrom,
  directionOf,
  distance,
  leftOf,
  mixOf,
  rightOf,
  times,
  towards,
} from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type River } from '../terrain/river.ts';
import { type Corridor } from './corridors.ts';
import { type Diamond } from './interchanges.ts';

/** A street that is placed on purpose; the field carries it on from those ends that are open. */
export interface ExplicitStreet {
  readonly kind: 'avenue' | 'boulevard' | 'bridge' | 'overpass' | 'embankment';
  readonly line: readonly Point[];
  /** Whether it goes on from its first and its last point. */
  readonly goesOn: readonly [boolean, boolean];
  /** Points of it that become junctions exactly where they are. */
  readonly fixed: readonly Point[];
}

const bankMetres = 75;

/** Roads over motorways where their ramps meet. */
export function overpassesOf(diamonds: readonly Diamond[]): ExplicitStreet[] {
  return diamonds.map(({ centre, direction, terminals }) => {
    const right = rightOf(direction);
    const line = [-330, -230, -135, 0, 135, 230, 330].map((metres) => towards(centre, right, metres));
    return { kind: 'overpass', line, goesOn: [true, true], fixed: [...terminals] };
  });
}

/** Bridges over the river: close together in the centre, rare outside. */
export function bridgesOf(frame: Frame, { middle, widthAt }: River): ExplicitStreet[] {
  const length = lengthOf(middle);
  const bridges: ExplicitStreet[] = [];
  let [back, gap] = [0.14 * frame.radius, 760];
  while (back < 1.16 * frame.radius) {
    const metres = length - back;
    const { point } = alongLine(middle, metres);
    const direction = directionFrom(
      alongLine(middle, metres - 90).point,
      alongLine(middle, metres + 90).point,
    );
    const across = leftOf(direction);
    const half = widthAt(metres) / 2 + bankMetres;
    const ends = [towards(point, across, half), towards(point, across, -half)];
    bridges.push({ kind: 'bridge', line: ends, goesOn: [true, true], fixed: ends });
    back += gap;
    gap = Math.min(gap * 1.22, 2000);
  }
  return bridges;
}

/** Streets along both banks, through the ends of the bridges. */
export function embankmentsOf(frame: Frame, { middle, widthAt }: River): ExplicitStreet[] {
  const length = lengthOf(middle);
  const reach = Math.min(length, 1.0 * frame.radius);
  return [1, -1].map((side) => {
    const count = Math.round(reach / 120);
    const points = Array.from({ length: count + 1 }, (_, index): Point => {
      const metres = length - reach + (index * (reach - 260)) / count;
      const { point } = alongLine(middle, metres);
      const direction = directionFrom(
        alongLine(middle, metres - 90).point,
        alongLine(middle, metres + 90).point,
      );
      return towards(point, leftOf(direction), side * (widthAt(metres) / 2 + bankMetres));
    });
    return { kind: 'embankment', line: smoothLine(points, 30), goesOn: [true, true], fixed: [] };
  });
}

/** A ring of streets around the old town. */
export function boulevardOf(frame: Frame, middle: Point): ExplicitStreet {
  const noise = new Noise(700, frame.seed, 'boulevard');
  const radius = 0.098 * frame.radius;
  const points = Array.from({ length: 37 }, (_, index) => {
    const direction = directionOf((2 * Math.PI * index) / 36);
    return towards(middle, direction, radius * (1 + 0.14 * noise.at(times(direction, 900))));
  });
  return { kind: 'boulevard', line: smoothLine(points, 30), goesOn: [false, false], fixed: [] };
}

/** From the inner end of every radial motorway towards the centre: to the old town, or to the nearest bridge's far end. */
export function avenuesOf(
  frame: Frame,
  radials: readonly Corridor[],
  middle: Point,
  bridges: readonly ExplicitStreet[],
): ExplicitStreet[] {
  const noise = new Noise(2200, frame.seed, 'avenues');
  return radials.map(({ middle: line }) => {
    const start = at(line, 0);
    const outwards = directionFrom(at(line, 0), at(line, 1));
    const inner = towards(start, outwards, -320);
    const goal = goalOf(start, frame, middle, bridges);
    const count = Math.max(3, Math.round(distance(inner, goal) / 700));
    const between = Array.from({ length: count - 1 }, (_, index): Point => {
      const share = (index + 1) / count;
      const plain = mixOf(inner, goal, share);
      return towards(plain, leftOf(outwards), 190 * noise.at(plain) * Math.sin(Math.PI * share));
    });
    return {
      kind: 'avenue',
      line: smoothLine([start, inner, ...between, goal], 30),
      goesOn: [false, false],
      fixed: [start],
    };
  });
}

/** Streets that begin east of the river end at a bridge, the others in the old town. */
function goalOf(start: Point, frame: Frame, middle: Point, bridges: readonly ExplicitStreet[]): Point {
  if (start[0] < 0.3 * frame.radius)
    return towards(middle, directionFrom(middle, start), 0.06 * frame.radius);
  const ends = bridges
    .slice(0, 4)
    .map(({ line }) => (at(line, 0)[0] > at(line, -1)[0] ? at(line, 0) : at(line, -1)));
  const wanted = placeIn(frame, 0.12, start[1] > 0.4 * frame.radius ? 0.3 : 0.02);
  return ends.reduce(
    (best, end) => (distance(end, wanted) < distance(best, wanted) ? end : best),
    at(ends, 0),
  );
}
