import { type District, type Ground } from '../../words.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';

/** What is drawn below the roads. */
export function groundOf(frame: Frame, terrain: Terrain, districts: readonly District[]): Ground {
  return {
    land: [terrain.coast],
    water: [terrain.river.ring, terrain.reservoir, ...terrain.basins],
    areas: [
      ...districts.map(({ outline }) => ({ kind: 'built', name: null, ring: outline }) as const),
      ...terrain.woods.map((ring) => ({ kind: 'wood', name: null, ring }) as const),
      { kind: 'docks', name: { en: 'Container Terminal', zh: '集装箱码头' }, ring: terrain.docks },
    ],
    buildings: [],
    labels: [
      { kind: 'sea', name: { en: 'Merrow Sound', zh: '梅罗海峡' }, point: placeIn(frame, 0.02, -1.25) },
    ],
  };
}
