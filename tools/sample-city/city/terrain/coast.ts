import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { smoothRing } from '../shapes/lines.ts';
import { at, directionFrom, leftOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from './frame.ts';

/** The island in shares of the ring's radius, clockwise from the head of the bay down its west shore. */
const outline: readonly Point[] = [
  [0.035, -0.27],
  [-0.035, -0.3],
  [-0.075, -0.42],
  [-0.09, -0.6],
  [-0.1, -0.78],
  [-0.15, -0.93],
  [-0.29, -1.03],
  [-0.5, -1.05],
  [-0.8, -1.08],
  [-1.1, -1.13],
  [-1.4, -1.02],
  [-1.62, -0.78],
  [-1.9, -0.6],
  [-2.18, -0.28],
  [-2.25, 0.12],
  [-2.12, 0.5],
  [-2.16, 0.86],
  [-1.9, 1.2],
  [-1.5, 1.48],
  [-1.12, 1.78],
  [-0.6, 1.95],
  [-0.1, 2.12],
  [0.42, 2.04],
  [0.9, 2.08],
  [1.4, 1.72],
  [1.72, 1.38],
  [2.1, 1.02],
  [2.22, 0.55],
  [2.42, 0.2],
  [2.26, -0.2],
  [1.98, -0.46],
  [1.78, -0.8],
  [1.42, -0.98],
  [1.12, -1.2],
  [0.8, -1.16],
  [0.55, -1.2],
  [0.38, -1.12],
  [0.25, -0.96],
  [0.19, -0.8],
  [0.17, -0.6],
  [0.15, -0.42],
  [0.095, -0.31],
];

/** The coast: a ring, clockwise. Rocky outside, built straight along the bay. */
export function coastOf(frame: Frame): Point[] {
  const smooth = smoothRing(
    outline.map(([east, north]) => placeIn(frame, east, north)),
    60 * Math.max(1, frame.scale * 0.6),
  );
  const wide = new Noise(1900, frame.seed, 'coast');
  const fine = new Noise(420, frame.seed, 'coast in detail');
  return smooth.map((point, index) => {
    const outwards = leftOf(directionFrom(at(smooth, index - 1), at(smooth, (index + 1) % smooth.length)));
    const rockiness = wildness(frame, point);
    return towards(point, outwards, rockiness * (wide.at(point) * 330 + fine.at(point) * 70));
  });
}

/** 0 along the bay's quays, 1 on the open coast. */
function wildness(frame: Frame, [east, north]: Point): number {
  const away = Math.hypot(east / frame.radius - 0.04, (north / frame.radius + 0.62) * 0.75);
  return Math.min(Math.max((away - 0.34) / 0.4, 0), 1);
}
