import { type Point } from '../../words.ts';
import { directionOf, leftOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from './frame.ts';

/** Rectangles cut from the shore: middle of the mouth in shares of the radius, direction inland, and size in metres. */
interface Basin {
  readonly mouth: Point;
  readonly degrees: number;
  readonly length: number;
  readonly width: number;
}

const basins: readonly Basin[] = [
  { mouth: [0.13, -0.47], degrees: 6, length: 1000, width: 230 },
  { mouth: [0.145, -0.565], degrees: 6, length: 1150, width: 250 },
  { mouth: [0.155, -0.665], degrees: 6, length: 1150, width: 270 },
  { mouth: [-0.065, -0.45], degrees: 190, length: 420, width: 130 },
  { mouth: [-0.075, -0.53], degrees: 190, length: 480, width: 150 },
];

/** The port's basins and the marina's, each a ring that begins out in the bay. */
export function basinsOf(frame: Frame): Point[][] {
  const size = Math.min(frame.scale, 1.6);
  return basins.map(({ mouth, degrees, length, width }) => {
    const inland = directionOf((degrees * Math.PI) / 180);
    const middle = placeIn(frame, mouth[0], mouth[1]);
    return rectangle(towards(middle, inland, -120), inland, length * size + 120, width * size);
  });
}

/** The ground of the container terminal: piers and yards east of the bay. */
export function docksOf(frame: Frame): Point[] {
  const corners: readonly Point[] = [
    [0.1, -0.41],
    [0.36, -0.4],
    [0.4, -0.6],
    [0.4, -0.755],
    [0.12, -0.755],
  ];
  return corners.map(([east, north]) => placeIn(frame, east, north));
}

/** A rectangle from the middle of one side. */
export function rectangle(middle: Point, inland: Point, length: number, width: number): Point[] {
  const left = leftOf(inland);
  const [a, b] = [towards(middle, left, -width / 2), towards(middle, left, width / 2)];
  return [a, towards(a, inland, length), towards(b, inland, length), b];
}
