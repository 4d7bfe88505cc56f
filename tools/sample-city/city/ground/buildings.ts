import { streamOf } from '../../random.ts';
import { type Ground, type Point, type Site } from '../../words.ts';
import { type PlannedNetwork } from '../network/plan-network.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { Noise } from '../shapes/noise.ts';
import { centreOf, signedArea } from '../shapes/rings.ts';
import { distance } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type Block } from './blocks.ts';
import { insetRing } from './inset.ts';
import { plotMetresOf } from './landmarks.ts';
import { lotsOf } from './lots.ts';

type Building = Ground['buildings'][number];

/** As many footprints as are drawn, nearest to the centre first. */
const mostBuildings = 15_000;

/** What kind of houses stand in a block, by where it lies. */
interface Fabric {
  readonly lotSquareMetres: number;
  readonly setback: number;
  /** Whether only lots on a street are built on. */
  readonly hasCourtyards: boolean;
  readonly floors: readonly [least: number, most: number];
  /** Share of lots that stay open. */
  readonly open: number;
}

/** Footprints in the blocks of the inner city. */
export function buildingsOf(
  frame: Frame,
  terrain: Terrain,
  { motorways }: PlannedNetwork,
  blocks: readonly Block[],
  sites: readonly Site[],
): Building[] {
  const ramps = new LineIndex(160);
  for (const { line } of motorways) ramps.add(line);
  const heights = new Noise(520, frame.seed, 'heights');
  const plots = sites.map(({ kind, point }) => ({ point, reach: plotMetresOf(kind) }));
  const ordered = blocks
    .map((block) => ({ block, away: distance(block.inside, [0, 0]) }))
    .sort((a, b) => a.away - b.away);
  const buildings: Building[] = [];
  for (const { block } of ordered) {
    if (buildings.length >= mostBuildings) break;
    const fabric = fabricOf(frame, block);
    if (!fabric || signedArea(block.ring) < 250) continue;
    const random = streamOf(frame.seed, 'block', Math.round(block.inside[0]), Math.round(block.inside[1]));
    for (const { ring, isOnStreet } of lotsOf(block.ring, fabric.lotSquareMetres, random)) {
      const isOpen = random.next() < fabric.open || (fabric.hasCourtyards && !isOnStreet);
      const [least, most] = fabric.floors;
      const tall = 0.5 + 0.5 * heights.at(centreOf(ring)) + 0.25 * (random.next() - 0.5);
      const floors = Math.round(least + (most - least) * Math.min(Math.max(tall, 0), 1));
      if (isOpen) continue;
      const setback = fabric.setback * (0.7 + 0.6 * random.next());
      const walls = insetRing(
        ring,
        ring.map(() => setback),
      );
      if (!walls || signedArea(walls) < 45) continue;
      const middle = centreOf(walls);
      if (terrain.isWater(middle) || ramps.nearest(middle, 34)) continue;
      if (plots.some(({ point, reach }) => distance(point, middle) < reach)) continue;
      buildings.push({ ring: walls.map(tenths), floors });
    }
  }
  return buildings;
}

/** Closed rows in the old town, larger houses around it, detached ones outside, sheds where there is industry. */
function fabricOf(frame: Frame, { inside, use }: Block): Fabric | null {
  const away = distance(inside, [0, 0]) / frame.radius;
  if (use === 'docks') return null;
  if (use === 'industry')
    return { lotSquareMetres: 7000, setback: 11, hasCourtyards: false, floors: [1, 3], open: 0.2 };
  if (use === 'campus')
    return { lotSquareMetres: 9000, setback: 24, hasCourtyards: false, floors: [3, 6], open: 0.35 };
  if (away < 0.12)
    return { lotSquareMetres: 460, setback: 0.7, hasCourtyards: true, floors: [3, 6], open: 0.03 };
  const toOffices = distance(inside, placeIn(frame, 0.22, -0.04)) / frame.radius;
  if (toOffices < 0.13)
    return { lotSquareMetres: 2300, setback: 6, hasCourtyards: false, floors: [5, 26], open: 0.1 };
  if (away < 0.3)
    return { lotSquareMetres: 920, setback: 2, hasCourtyards: true, floors: [4, 8], open: 0.06 };
  if (away < 0.5)
    return { lotSquareMetres: 1500, setback: 5, hasCourtyards: false, floors: [3, 6], open: 0.12 };
  return { lotSquareMetres: 1500, setback: 6, hasCourtyards: true, floors: [1, 3], open: 0.1 };
}

function tenths([east, north]: Point): Point {
  return [Math.round(east * 10) / 10, Math.round(north * 10) / 10];
}
