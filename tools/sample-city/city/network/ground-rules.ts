import { type Point } from '../../words.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { Noise } from '../shapes/noise.ts';
import { crossingOf } from '../shapes/lines.ts';
import { distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type Corridor, type CorridorCrossing, besideCorridor } from './corridors.ts';
import { type Diamond } from './interchanges.ts';
import { SegmentIndex } from './segment-index.ts';

/** What is asked of the ground before a street is laid. */
export interface GroundRules {
  /** Falls from 1 in the centre to 0 where the city ends. */
  urbanity(place: Point): number;
  /** Whether a street may lie there: dry, no wood, no quay, no motorway. */
  isFree(place: Point, shoreMetres: number): boolean;
  /** The same, motorways apart. */
  isFreeOfNature(place: Point, shoreMetres: number): boolean;
  /** Whether a line crosses a motorway; the ends of radials, where avenues begin, are none. */
  readonly crossesMotorway: (line: readonly Point[]) => boolean;
  /** The middle lines of the motorways. */
  readonly motorways: LineIndex;
}

const motorwayMetres = 150;
const interchangeMetres = 540;
/** How far a village reaches around its motorway exit. */
const villageMetres = 1150;

export function groundRulesOf(
  frame: Frame,
  terrain: Terrain,
  corridors: readonly Corridor[],
  crossings: readonly CorridorCrossing[],
  diamonds: readonly Diamond[],
): GroundRules {
  const motorways = new LineIndex(400);
  for (const { middle } of corridors) motorways.add(middle);
  const middles = new SegmentIndex(
    corridors.map(({ middle, isRing }) => (isRing ? middle : middle.slice(1))),
  );
  const edge = new Noise(3100, frame.seed, 'edge of the city');
  const interchanges = crossings.flatMap(({ ring, ringMetres }) => {
    const corridor = corridors[ring];
    return corridor ? [besideCorridor(corridor, ringMetres, 0).point] : [];
  });
  const villages = diamonds.filter(({ corridor }) => corridors[corridor]?.isRing === false);
  const isFreeOfNature = (place: Point, shoreMetres: number): boolean =>
    !terrain.shores.nearest(place, shoreMetres) &&
    !terrain.isWater(place) &&
    !terrain.isWood(place) &&
    !terrain.isDock(place);
  return {
    motorways,
    urbanity: (place) => {
      const away = Math.hypot(place[0], place[1]) / frame.radius;
      const towardsBeach = 0.3 * Math.max(0, -place[1] / frame.radius - 0.5);
      const whole = 1.33 - away + towardsBeach + 0.24 * edge.at(place);
      const village = villages.reduce(
        (most, { centre }) => Math.max(most, 0.35 * (1 - distance(centre, place) / villageMetres)),
        0,
      );
      return Math.max(whole, village);
    },
    crossesMotorway: (line) =>
      line.some((point, index) => {
        const next = line[index + 1];
        let crosses = false;
        if (next)
          middles.visit(point, next, (_, a, b) => (crosses ||= crossingOf(point, next, a, b) !== null));
        return crosses;
      }),
    isFreeOfNature,
    isFree: (place, shoreMetres) =>
      isFreeOfNature(place, shoreMetres) &&
      !motorways.nearest(place, motorwayMetres) &&
      interchanges.every((middle) => distance(middle, place) > interchangeMetres),
  };
}
