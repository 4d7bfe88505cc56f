import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { directionOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from './frame.ts';

/** Centre and half widths of the hills' woods and of the reservoir, in shares of the ring's radius. */
interface Patch {
  readonly centre: Point;
  readonly east: number;
  readonly north: number;
}

const woods: readonly Patch[] = [
  { centre: [-0.62, 1.32], east: 0.5, north: 0.3 },
  { centre: [0.0, 1.5], east: 0.3, north: 0.34 },
  { centre: [0.95, 1.3], east: 0.34, north: 0.36 },
  { centre: [-1.45, 0.72], east: 0.3, north: 0.36 },
  { centre: [-1.62, -0.28], east: 0.22, north: 0.2 },
  { centre: [1.62, 0.5], east: 0.26, north: 0.18 },
  { centre: [1.45, -0.5], east: 0.24, north: 0.2 },
];

const reservoir: Patch = { centre: [0.52, 1.68], east: 0.13, north: 0.09 };

export function woodsOf(frame: Frame): Point[][] {
  return woods.map((patch, index) => patchRing(frame, patch, `wood ${index}`));
}

export function reservoirOf(frame: Frame): Point[] {
  return patchRing(frame, reservoir, 'reservoir');
}

/** A ring with bays and tongues around a centre. */
function patchRing(frame: Frame, { centre, east, north }: Patch, key: string): Point[] {
  const middle = placeIn(frame, centre[0], centre[1]);
  const noise = new Noise(0.55 * Math.min(east, north) * frame.radius + 200, frame.seed, key);
  const fringe = new Noise(260 * frame.scale, frame.seed, `fringe of ${key}`);
  const count = Math.round(110 * Math.max(1, frame.scale));
  return Array.from({ length: count }, (_, index) => {
    const direction = directionOf((2 * Math.PI * index) / count);
    const plain: Point = [direction[0] * east * frame.radius, direction[1] * north * frame.radius];
    const point: Point = [middle[0] + plain[0], middle[1] + plain[1]];
    return towards(middle, plain, 1 + 0.34 * noise.at(point) + 0.06 * fringe.at(point));
  });
}
