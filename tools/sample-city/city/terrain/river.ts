import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { alongLine, besideLine, lengthOf, smoothLine } from '../shapes/lines.ts';
import { leftOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from './frame.ts';

/** From the reservoir in the hills to the head of the bay, in shares of the ring's radius. */
const course: readonly Point[] = [
  [0.5, 1.66],
  [0.34, 1.4],
  [0.4, 1.2],
  [0.26, 1.0],
  [0.28, 0.8],
  [0.13, 0.62],
  [0.18, 0.44],
  [0.08, 0.28],
  [0.14, 0.12],
  [0.09, -0.04],
  [0.055, -0.18],
  [0.035, -0.34],
];

export interface River {
  /** Down the stream. */
  readonly middle: readonly Point[];
  readonly ring: readonly Point[];
  /** Width after some metres downstream. */
  readonly widthAt: (metres: number) => number;
}

export function riverOf(frame: Frame): River {
  const bends = new Noise(900, frame.seed, 'river');
  const drawn = smoothLine(
    course.map(([east, north]) => placeIn(frame, east, north)),
    60,
  );
  const length = lengthOf(drawn);
  const wandering = drawn.map((point, index) => {
    const { direction } = alongLine(drawn, index * 60);
    const freedom = Math.min(1, (drawn.length - 1 - index) / 25);
    return towards(point, leftOf(direction), freedom * bends.at(point) * 90);
  });
  const middle = smoothLine(
    wandering.filter((_, index) => index % 3 === 0 || index === wandering.length - 1),
    45,
  );
  const widthAt = (metres: number): number => 42 + 88 * Math.min(1, metres / length) ** 1.3;
  const half = (index: number): number =>
    widthAt((index / (middle.length - 1)) * length) / 2 + 5 * bends.at([index * 160, 0]);
  const bank = (side: 1 | -1): Point[] =>
    middle.map((_, index) => besideAt(middle, index, side * half(index)));
  return { middle, ring: [...bank(1), ...bank(-1).reverse()], widthAt };
}

function besideAt(line: readonly Point[], index: number, metres: number): Point {
  const near = line.slice(Math.max(0, index - 1), index + 2);
  return besideLine(near, metres)[Math.min(index, 1)] ?? [0, 0];
}
