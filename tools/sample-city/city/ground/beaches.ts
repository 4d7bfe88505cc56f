import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { at, directionFrom, rightOf, towards } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';

/** Where sand lies along the coast, west and east, in shares of the radius. */
const stretches: readonly (readonly [west: number, east: number])[] = [
  [-1.06, -0.36],
  [0.42, 0.96],
];

/** Strips of sand along the open coast in the south. */
export function beachesOf(frame: Frame, coast: readonly Point[]): Point[][] {
  const noise = new Noise(600, frame.seed, 'beaches');
  return stretches.map(([west, east]) => {
    const shore = coast.filter(
      (point) =>
        point[1] < -0.95 * frame.radius && point[0] > west * frame.radius && point[0] < east * frame.radius,
    );
    const inland = shore.map((point, index) => {
      const direction = directionFrom(shore[index - 1] ?? point, shore[index + 1] ?? at(shore, -1));
      const end = Math.min(index, shore.length - 1 - index) / 6;
      return towards(point, rightOf(direction), Math.min(1, end) * (48 + 26 * noise.at(point)));
    });
    return [...shore, ...inland.reverse()];
  });
}
