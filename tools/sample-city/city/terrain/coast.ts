import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { besideLine, smoothLine, smoothRing } from '../shapes/lines.ts';
import { at, directionFrom, directionOf, leftOf, times, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from './frame.ts';

/** The island in shares of the ring's radius, clockwise from the head of the bay down its west shore. */
const outline: readonly Point[] = [
  [0.035, -0.265],
  [-0.02, -0.29],
  [-0.045, -0.36],
  [-0.07, -0.48],
  [-0.085, -0.62],
  [-0.1, -0.78],
  [-0.12, -0.93],
  [-0.2, -1.06],
  [-0.34, -1.13],
  [-0.52, -1.07],
  [-0.72, -1.04],
  [-0.95, -1.09],
  [-1.12, -1.24],
  [-1.27, -1.27],
  [-1.36, -1.14],
  [-1.42, -0.94],
  [-1.62, -0.8],
  [-1.86, -0.76],
  [-2.08, -0.58],
  [-2.12, -0.36],
  [-2.3, -0.2],
  [-2.42, 0.06],
  [-2.28, 0.34],
  [-2.04, 0.46],
  [-2.02, 0.66],
  [-2.22, 0.88],
  [-2.12, 1.14],
  [-1.84, 1.28],
  [-1.68, 1.54],
  [-1.36, 1.68],
  [-1.08, 1.66],
  [-0.9, 1.88],
  [-0.58, 2.04],
  [-0.26, 2.16],
  [0.02, 2.06],
  [0.26, 1.94],
  [0.5, 2.06],
  [0.78, 2.2],
  [1.08, 2.1],
  [1.24, 1.88],
  [1.5, 1.76],
  [1.78, 1.72],
  [1.94, 1.5],
  [1.84, 1.22],
  [1.98, 0.98],
  [2.26, 0.84],
  [2.34, 0.56],
  [2.22, 0.36],
  [2.4, 0.16],
  [2.36, -0.12],
  [2.1, -0.24],
  [1.96, -0.46],
  [2.0, -0.7],
  [1.82, -0.9],
  [1.54, -0.9],
  [1.36, -1.0],
  [1.26, -1.22],
  [1.02, -1.3],
  [0.8, -1.2],
  [0.62, -1.16],
  [0.46, -1.2],
  [0.32, -1.12],
  [0.22, -0.97],
  [0.175, -0.8],
  [0.15, -0.62],
  [0.13, -0.46],
  [0.09, -0.32],
];

/** The coast: a ring, clockwise. Rocky outside, built straight along the bay. */
export function coastOf(frame: Frame): Point[] {
  const smooth = smoothRing(
    outline.map(([east, north]) => placeIn(frame, east, north)),
    60 * Math.max(1, frame.scale * 0.6),
  );
  const wide = new Noise(1900, frame.seed, 'coast');
  const middle = new Noise(800, frame.seed, 'coast between');
  const fine = new Noise(300, frame.seed, 'coast in detail');
  return smooth.map((point, index) => {
    const outwards = leftOf(directionFrom(at(smooth, index - 1), at(smooth, (index + 1) % smooth.length)));
    const rockiness = wildness(frame, point);
    return towards(
      point,
      outwards,
      rockiness * (wide.at(point) * 260 + middle.at(point) * 150 + fine.at(point) * 55),
    );
  });
}

/** Rocks off the coast and, where the bay opens to the sea, the two breakwaters of the harbour. */
export function isletsOf(frame: Frame): Point[][] {
  const rocks: readonly (readonly [east: number, north: number, size: number])[] = [
    [-0.82, -1.36, 0.07],
    [-0.68, -1.42, 0.03],
    [0.62, -1.52, 0.05],
    [1.5, -1.24, 0.06],
    [2.42, -0.52, 0.05],
    [-2.36, -0.62, 0.08],
    [1.64, 2.02, 0.05],
  ];
  return [
    ...rocks.map(([east, north, size], index) => {
      const noise = new Noise(size * frame.radius, frame.seed, `rock ${index}`);
      return Array.from({ length: 28 }, (_, step): Point => {
        const direction = directionOf((2 * Math.PI * step) / 28);
        const radius = size * frame.radius * (1 + 0.4 * noise.at(times(direction, size * frame.radius)));
        return towards(placeIn(frame, east, north), [direction[0] * 1.3, direction[1] * 0.7], radius);
      });
    }),
    moleOf(frame, [
      [-0.17, -1.02],
      [-0.1, -1.09],
      [0.0, -1.12],
      [0.05, -1.11],
    ]),
    moleOf(frame, [
      [0.25, -1.03],
      [0.2, -1.1],
      [0.13, -1.15],
    ]),
  ];
}

/** A breakwater of stone along a line. */
function moleOf(frame: Frame, through: readonly Point[]): Point[] {
  const line = smoothLine(
    through.map(([east, north]) => placeIn(frame, east, north)),
    40,
  );
  return [...besideLine(line, 14), ...besideLine(line, -14).reverse()];
}

/** 0 along the bay's quays, 1 on the open coast. */
function wildness(frame: Frame, [east, north]: Point): number {
  const away = Math.hypot(east / frame.radius - 0.04, (north / frame.radius + 0.62) * 0.75);
  return Math.min(Math.max((away - 0.34) / 0.4, 0), 1);
}
