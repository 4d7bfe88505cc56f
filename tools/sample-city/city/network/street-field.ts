import { type Point } from '../../words.ts';
import { Noise } from '../shapes/noise.ts';
import { type LineIndex } from '../shapes/line-index.ts';
import { directionOf, distance, dot } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';

/** Quarters that were laid out on one grid: middle and reach in shares of the ring's radius, and their angle. */
const grids: readonly { readonly middle: Point; readonly reach: number; readonly degrees: number }[] = [
  { middle: [-0.62, 0.1], reach: 0.42, degrees: 14 },
  { middle: [-0.55, -0.62], reach: 0.4, degrees: -6 },
  { middle: [0.62, -0.1], reach: 0.4, degrees: -11 },
  { middle: [0.5, 0.45], reach: 0.36, degrees: 27 },
  { middle: [-0.4, 0.6], reach: 0.36, degrees: 38 },
  { middle: [0.75, -0.62], reach: 0.42, degrees: 8 },
  { middle: [0.0, 0.8], reach: 0.3, degrees: -16 },
];

/** Within this share of the radius streets are those of the old town, older than its rings. */
const oldTownReach = 0.075;

/**
 * Which ways streets run at a place: along or across the nearest shore or motorway, round the old town, on the grid of a quarter,
 * blended as a field with fourfold symmetry (after Chen et al. 2008, Interactive procedural street modeling).
 */
export class StreetField {
  readonly #frame: Frame;
  readonly #shores: LineIndex;
  readonly #motorways: LineIndex;
  readonly #bends: Noise;
  readonly #lanes: Noise;

  constructor(frame: Frame, shores: LineIndex, motorways: LineIndex) {
    this.#frame = frame;
    this.#shores = shores;
    this.#motorways = motorways;
    this.#bends = new Noise(1700, frame.seed, 'street field');
    this.#lanes = new Noise(330, frame.seed, 'lanes of the old town');
  }

  /** The one of the four directions at a place that is nearest to a wanted one. */
  directionAt(place: Point, wanted: Point): Point {
    const angle = this.#angleAt(place);
    let best = directionOf(angle);
    for (let turn = 1; turn < 4; turn++) {
      const other = directionOf(angle + (turn * Math.PI) / 2);
      if (dot(other, wanted) > dot(best, wanted)) best = other;
    }
    return best;
  }

  /** Radians, between -45 and 45 degrees. */
  #angleAt(place: Point): number {
    const sum: [number, number] = [0, 0];
    const put = (angle: number, weight: number): void => {
      sum[0] += weight * Math.cos(4 * angle);
      sum[1] += weight * Math.sin(4 * angle);
    };
    const shares: Point = [place[0] / this.#frame.radius, place[1] / this.#frame.radius];
    const centre = Math.hypot(shares[0] + 0.045, shares[1]);
    const ringness = 1 - Math.exp(-((centre / oldTownReach) ** 4));
    put(Math.atan2(shares[1], shares[0] + 0.045), (1.3 * Math.exp(-((centre / 0.3) ** 2)) + 0.35) * ringness);
    put(0.35, 1.5 * (1 - ringness));
    for (const { middle, reach, degrees } of grids)
      put((degrees * Math.PI) / 180, 1.2 * Math.exp(-((distance(shares, middle) / reach) ** 2)));
    const shore = this.#shores.nearest(place, 900);
    if (shore) put(angleOf(shore.direction), 2.6 * Math.exp(-shore.distance / 260));
    const motorway = this.#motorways.nearest(place, 900);
    if (motorway) put(angleOf(motorway.direction), 2.2 * Math.exp(-motorway.distance / 300));
    return (
      Math.atan2(sum[1], sum[0]) / 4 +
      0.16 * this.#bends.at(place) +
      0.3 * (1 - ringness) * this.#lanes.at(place)
    );
  }
}

function angleOf([east, north]: Point): number {
  return Math.atan2(north, east);
}

/** The middle of the old town. */
export function oldTownOf(frame: Frame): Point {
  return placeIn(frame, -0.045, 0);
}
