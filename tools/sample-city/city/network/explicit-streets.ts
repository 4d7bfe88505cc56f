import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { alongLine, besideLine, lengthOf, smoothLine } from '../shapes/lines.ts';
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
import { type Corridor, spurMetres } from './corridors.ts';
import { type Diamond } from './interchanges.ts';

/** A street that is placed on purpose; the field carries it on from those ends that are open. */
export interface ExplicitStreet {
  readonly kind: 'avenue' | 'boulevard' | 'bridge' | 'overpass' | 'embankment' | 'orbital' | 'lane';
  readonly line: readonly Point[];
  /** Whether it goes on from its first and its last point. */
  readonly goesOn: readonly [boolean, boolean];
  /** Points of it that become junctions exactly where they are. */
  readonly fixed: readonly Point[];
}

const bankMetres = 75;
const villageMetres = 640;

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
  const radius = 0.088 * frame.radius;
  const points = Array.from({ length: 37 }, (_, index) => {
    const direction = directionOf((2 * Math.PI * index) / 36);
    return towards(middle, direction, radius * (1 + 0.1 * noise.at(times(direction, 900))));
  });
  return { kind: 'boulevard', line: smoothLine(points, 30), goesOn: [false, false], fixed: [] };
}

/** From the middle of the old town to the bridge east of it and to the quays in the south. */
export function mainStreetsOf(
  frame: Frame,
  middle: Point,
  bridges: readonly ExplicitStreet[],
): ExplicitStreet[] {
  const noise = new Noise(400, frame.seed, 'main streets');
  const bridge = at(bridges, Math.min(2, bridges.length - 1));
  const west = at(bridge.line, 0)[0] < at(bridge.line, -1)[0] ? at(bridge.line, 0) : at(bridge.line, -1);
  return [west, placeIn(frame, -0.1, -0.27)].map((end) => {
    const aside = leftOf(directionFrom(middle, end));
    const points = [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const plain = mixOf(middle, end, share);
      return towards(plain, aside, 90 * noise.at(plain) * Math.sin(Math.PI * share));
    });
    return { kind: 'boulevard', line: smoothLine(points, 30), goesOn: [false, false], fixed: [] };
  });
}

/**
 * Streets along a motorway ring on either side, where the ground is open; they pass over the motorways that they meet.
 *
 * @param isOpen whether a street may lie at a place
 */
export function orbitalsOf(rings: readonly Corridor[], isOpen: (place: Point) => boolean): ExplicitStreet[] {
  return rings.flatMap(({ middle, length }) =>
    [-spurMetres + 10, -430, 640].flatMap((right): ExplicitStreet[] => {
      const beside = besideLine(middle, right);
      const isInner = right === -430;
      const parts: Point[][] = [[]];
      for (const point of beside)
        if (isOpen(point)) parts.at(-1)?.push(point);
        else if ((parts.at(-1)?.length ?? 0) > 0) parts.push([]);
      const first = parts[0];
      const last = parts.at(-1);
      if (first && last && parts.length > 1 && isOpen(at(beside, 0))) parts[0] = [...last, ...first.slice(1)];
      const sound = parts.length > 1 ? parts.slice(0, -1) : parts;
      return sound
        .filter((part) => part.length > 20 && length > 0)
        .map((part) => ({
          kind: isInner ? 'lane' : 'orbital',
          line: smoothLine(
            part.filter((_, index) => index % 6 === 0 || index === part.length - 1),
            30,
          ),
          goesOn: [true, true],
          fixed: [],
        }));
    }),
  );
}

/**
 * A ring of streets and one across it for the village at a motorway exit in the country, on whichever side has room.
 *
 * @param hasRoom whether a village may be built around a place
 */
export function villagesOf(
  frame: Frame,
  corridors: readonly Corridor[],
  diamonds: readonly Diamond[],
  hasRoom: (place: Point) => boolean,
): ExplicitStreet[] {
  const noise = new Noise(500, frame.seed, 'villages');
  return diamonds
    .filter(({ corridor }) => corridors[corridor]?.isRing === false)
    .flatMap(({ centre, direction }, index): ExplicitStreet[] => {
      const sides = index % 2 === 0 ? [villageMetres, -villageMetres] : [-villageMetres, villageMetres];
      const middle = sides.map((metres) => towards(centre, rightOf(direction), metres)).find(hasRoom);
      if (!middle) return [];
      const across = [-430, 0, 430].map((metres) => towards(middle, direction, metres));
      const around = Array.from({ length: 25 }, (_, step): Point => {
        const outwards = directionOf((2 * Math.PI * (step % 24)) / 24);
        return towards(middle, outwards, 380 * (1 + 0.28 * noise.at(towards(middle, outwards, 500))));
      });
      return [around, across].map((line) => ({
        kind: 'lane',
        line: smoothLine(line, 30),
        goesOn: [false, false],
        fixed: [],
      }));
    });
}

/** Metres from the water to the street along the beaches. */
const esplanadeMetres = 150;

/** Streets along the open coast on both sides of the harbour, and those behind the docks and the quays. */
export function coastStreetsOf(frame: Frame, coast: readonly Point[]): ExplicitStreet[] {
  const isBetween = (point: Point, west: number, east: number): boolean =>
    point[1] < -0.9 * frame.radius && point[0] > west * frame.radius && point[0] < east * frame.radius;
  const shores = [
    [-1.02, -0.22],
    [0.34, 1.0],
  ].map(([west = 0, east = 0]) => coast.filter((point) => isBetween(point, west, east)));
  const esplanades = shores.map((shore): ExplicitStreet => {
    const beside = besideLine(shore, esplanadeMetres).filter((_, index) => index % 8 === 0);
    return { kind: 'orbital', line: smoothLine(beside, 30), goesOn: [true, true], fixed: [] };
  });
  const behindDocks: readonly Point[] = [
    [0.2, -0.33],
    [0.34, -0.365],
    [0.42, -0.42],
    [0.435, -0.58],
    [0.43, -0.72],
    [0.4, -0.8],
  ];
  const behindQuays: readonly Point[] = [
    [0.03, -0.235],
    [-0.06, -0.275],
    [-0.125, -0.36],
    [-0.158, -0.46],
    [-0.168, -0.56],
    [-0.15, -0.68],
    [-0.15, -0.8],
  ];
  const harbourStreets = [behindDocks, behindQuays].map((points): ExplicitStreet => ({
    kind: 'lane',
    line: smoothLine(
      points.map(([east, north]) => placeIn(frame, east, north)),
      30,
    ),
    goesOn: [true, true],
    fixed: [],
  }));
  return [...esplanades, ...harbourStreets];
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

/** Streets that begin east of the river end at a bridge, the others in the middle of the old town or at its edge. */
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
