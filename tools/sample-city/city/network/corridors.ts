import { type Name, type Point } from '../../words.ts';
import { crossingOf, lengthOf, smoothLine, smoothRing } from '../shapes/lines.ts';
import { at, directionFrom, mixOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';

/** The outermost ring in shares of its radius, counter-clockwise from the east. */
const ringShape: readonly Point[] = [
  [1.0, 0.02],
  [1.0, 0.4],
  [0.82, 0.76],
  [0.42, 0.94],
  [0.0, 0.96],
  [-0.4, 0.95],
  [-0.75, 0.76],
  [-0.96, 0.4],
  [-0.95, 0.02],
  [-0.99, -0.36],
  [-0.88, -0.67],
  [-0.52, -0.85],
  [-0.14, -0.88],
  [0.2, -0.86],
  [0.52, -0.92],
  [0.84, -0.78],
  [0.98, -0.4],
];

/** Gates in shares of the radius, and what the motorway there is called. */
const gates: readonly {
  readonly key: string;
  readonly gate: Point;
  readonly bend: number;
  readonly name: Name;
}[] = [
  { key: 'MW', gate: [-2.02, 0.12], bend: 0.05, name: { en: 'West Motorway', zh: '西线高速公路' } },
  { key: 'MNW', gate: [-1.52, 1.22], bend: -0.06, name: { en: 'Hill Motorway', zh: '山岭高速公路' } },
  { key: 'MN', gate: [-0.22, 1.92], bend: 0.07, name: { en: 'North Motorway', zh: '北线高速公路' } },
  { key: 'MNE', gate: [1.42, 1.46], bend: 0.05, name: { en: 'Lakes Motorway', zh: '湖区高速公路' } },
  { key: 'ME', gate: [2.12, 0.08], bend: -0.06, name: { en: 'East Motorway', zh: '东线高速公路' } },
];

/** The middle line of a motorway; its forward carriageway lies to the right of it. */
export interface Corridor {
  readonly key: string;
  readonly name: Name;
  readonly isRing: boolean;
  /** Rings are closed: the last point is the first. */
  readonly middle: readonly Point[];
  readonly length: number;
  /** From each point of the middle line to the next. */
  readonly spacing: number;
}

/** Where two corridors cross. */
export interface CorridorCrossing {
  readonly ring: number;
  readonly radial: number;
  readonly ringMetres: number;
  readonly radialMetres: number;
}

/** Metres of motorway inside the innermost ring, where a radial turns into an avenue. */
export const spurMetres = 900;

/** The rings, the outermost first, then the radials from the innermost ring to their gates. */
export function corridorsOf(frame: Frame): Corridor[] {
  const rings = Array.from({ length: frame.rings }, (_, index): Corridor => {
    const share = 1 - index / frame.rings;
    const ring = smoothRing(
      ringShape.map(([east, north]) => placeIn(frame, east * share, north * share)),
      40,
    );
    const name: Name =
      index === 0
        ? { en: 'Ring Motorway', zh: '环城高速公路' }
        : { en: `Inner Ring ${index}`, zh: `内环${index}号路` };
    return { key: index === 0 ? 'R' : `R${index}`, name, isRing: true, ...measured([...ring, at(ring, 0)]) };
  });
  const innermost = at(rings, -1);
  const radials = gates.map(({ key, gate, bend, name }): Corridor => {
    const end = placeIn(frame, gate[0], gate[1]);
    const start = crossingsOf([[0, 0], end], innermost.middle)[0];
    const onRing = start?.point ?? [0, 0];
    const outwards = directionFrom([0, 0], end);
    const inside = towards(onRing, outwards, -spurMetres);
    const beyond = towards(onRing, outwards, 900);
    const middleOut = towards(mixOf(beyond, end, 0.5), [-outwards[1], outwards[0]], bend * frame.radius);
    const middle = smoothLine([inside, onRing, beyond, middleOut, end], 40);
    return { key, name, isRing: false, ...measured(middle) };
  });
  return [...rings, ...radials];
}

function measured(middle: readonly Point[]): Pick<Corridor, 'middle' | 'length' | 'spacing'> {
  const length = lengthOf(middle);
  return { middle, length, spacing: length / (middle.length - 1) };
}

/** Where radials cross rings. */
export function corridorCrossings(corridors: readonly Corridor[]): CorridorCrossing[] {
  return corridors.flatMap((ring, ringIndex) =>
    corridors.flatMap((radial, radialIndex): CorridorCrossing[] => {
      if (!ring.isRing || radial.isRing) return [];
      const found = crossingsOf(radial.middle, ring.middle)[0];
      return found
        ? [{ ring: ringIndex, radial: radialIndex, ringMetres: found.second, radialMetres: found.first }]
        : [];
    }),
  );
}

/** A point beside a corridor's middle and the direction of travel there. */
export function besideCorridor(
  { middle, length, isRing, spacing }: Corridor,
  metres: number,
  right: number,
): { point: Point; direction: Point } {
  const pointAfter = (wanted: number): Point => {
    const held = isRing ? ((wanted % length) + length) % length : Math.min(Math.max(wanted, 0), length);
    const place = Math.min(Math.floor(held / spacing), middle.length - 2);
    return mixOf(at(middle, place), at(middle, place + 1), held / spacing - place);
  };
  const point = pointAfter(metres);
  const direction = directionFrom(pointAfter(metres - 15), pointAfter(metres + 15));
  return { point: [point[0] + direction[1] * right, point[1] - direction[0] * right], direction };
}

function crossingsOf(
  one: readonly Point[],
  other: readonly Point[],
): { point: Point; first: number; second: number }[] {
  const found: { point: Point; first: number; second: number }[] = [];
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < other.length; j++) {
      const [a, b, c, d] = [at(one, i - 1), at(one, i), at(other, j - 1), at(other, j)];
      const shares = crossingOf(a, b, c, d);
      if (shares)
        found.push({
          point: mixOf(a, b, shares.first),
          first: lengthOf(one.slice(0, i)) + shares.first * lengthOf([a, b]),
          second: lengthOf(other.slice(0, j)) + shares.second * lengthOf([c, d]),
        });
    }
  return found;
}
