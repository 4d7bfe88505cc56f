import { type Ground, type Point, type Railway, type Site } from '../../words.ts';
import { type PlannedNetwork } from '../network/plan-network.ts';
import { commonParts } from '../shapes/clipping.ts';
import { simplified } from '../shapes/lines.ts';
import { at } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { beachesOf } from './beaches.ts';
import { type Block, kerbed } from './blocks.ts';
import { buildingsOf } from './buildings.ts';
import { containerStacksOf } from './container-stacks.ts';
import { labelsOf } from './labels.ts';
import { landmarksOf } from './landmarks.ts';
import { type Superblock } from './superblocks.ts';

type Area = Ground['areas'][number];

/** What is drawn below and beside the roads. */
export function groundOf(
  frame: Frame,
  terrain: Terrain,
  network: PlannedNetwork,
  superblocks: readonly Superblock[],
  blocks: readonly Block[],
  sites: readonly Site[],
  railways: readonly Railway[],
): Ground {
  return {
    land: [terrain.coast, ...terrain.islets].map(drawn),
    water: [terrain.river.ring, terrain.reservoir, ...terrain.basins].map(drawn),
    areas: [
      ...terrain.woods.map((ring): Area => ({ kind: 'wood', name: null, ring: drawn(ring) })),
      ...superblocks.flatMap(areaOf),
      ...beachesOf(frame, terrain.coast).map((ring): Area => ({
        kind: 'beach',
        name: null,
        ring: drawn(ring),
      })),
      ...commonParts(terrain.docks, terrain.coast).map((ring): Area => ({
        kind: 'docks',
        name: { en: 'Container Terminal', zh: '集装箱码头' },
        ring: drawn(ring),
      })),
    ],
    buildings: [
      ...landmarksOf(sites, network.streets.field),
      ...containerStacksOf(frame, terrain, railways),
      ...buildingsOf(frame, terrain, network, blocks, sites),
    ],
    labels: labelsOf(frame),
  };
}

/** Built ground reaches to the middle of the streets around it; parks and the like end at their kerbs. */
function areaOf(superblock: Superblock): Area[] {
  const { use, name, ring } = superblock;
  if (use === null) return [];
  if (use === 'built') return [{ kind: use, name, ring: drawn(ring) }];
  const inner = kerbed(superblock);
  return [{ kind: use, name, ring: drawn(inner ?? ring) }];
}

function drawn(ring: readonly Point[]): Point[] {
  return simplified([...ring, at(ring, 0)], 1.5)
    .slice(0, -1)
    .map(([east, north]): Point => [Math.round(east * 10) / 10, Math.round(north * 10) / 10]);
}
