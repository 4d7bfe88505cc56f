import { type Point } from '../../words.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { resampled } from '../shapes/lines.ts';
import { RingIndex, isInRing } from '../shapes/rings.ts';
import { at } from '../shapes/vectors.ts';
import { coastOf, isletsOf } from './coast.ts';
import { type Frame } from './frame.ts';
import { basinsOf, docksOf } from './harbour.ts';
import { type River, riverOf } from './river.ts';
import { reservoirOf, woodsOf } from './wilds.ts';

/** The ground before anybody built on it, and what can be asked of it. */
export interface Terrain {
  readonly coast: readonly Point[];
  /** Rocks and breakwaters, where nobody lives. */
  readonly islets: readonly (readonly Point[])[];
  readonly river: River;
  readonly basins: readonly (readonly Point[])[];
  readonly reservoir: readonly Point[];
  readonly docks: readonly Point[];
  readonly woods: readonly (readonly Point[])[];
  /** Every shore, with its direction. */
  readonly shores: LineIndex;
  isWater(place: Point): boolean;
  isWood(place: Point): boolean;
  isDock(place: Point): boolean;
  /** Whether a line touches water; looked at every ten metres. */
  crossesWater(line: readonly Point[]): boolean;
}

export function terrainOf(frame: Frame): Terrain {
  const coast = coastOf(frame);
  const river = riverOf(frame);
  const basins = basinsOf(frame);
  const reservoir = reservoirOf(frame);
  const docks = docksOf(frame);
  const woods = woodsOf(frame);
  const land = new RingIndex(coast);
  const waters = [river.ring, reservoir, ...basins].map((ring) => new RingIndex(ring));
  const isWater = (place: Point): boolean =>
    !land.contains(place) || waters.some((water) => water.contains(place));
  const trees = woods.map((ring) => new RingIndex(ring));
  const shores = new LineIndex(400);
  for (const ring of [coast, river.ring, reservoir, ...basins]) shores.add([...ring, at(ring, 0)]);
  return {
    coast,
    islets: isletsOf(frame),
    river,
    basins,
    reservoir,
    docks,
    woods,
    shores,
    isWater,
    isWood: (place) => trees.some((wood) => wood.contains(place)),
    isDock: (place) => isInRing(docks, place),
    crossesWater: (line) => resampled(line, 10).some(isWater),
  };
}
