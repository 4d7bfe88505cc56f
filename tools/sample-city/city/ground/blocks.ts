import { type Point } from '../../words.ts';
import { ranks } from '../network/street-network.ts';
import { FaceFinder } from './face-finder.ts';
import { type Face, facesOf } from './faces.ts';
import { insetRing } from './inset.ts';
import { type SideStreets } from './side-streets.ts';
import { type Superblock, borderRanks } from './superblocks.ts';

/** A block of houses between streets. */
export interface Block {
  readonly ring: readonly Point[];
  readonly use: 'built' | 'industry' | 'campus' | 'docks';
  readonly inside: Point;
  readonly area: number;
}

/** Metres from the middle line of what lies beside a block to its edge. */
function kerbOf(rank: number): number {
  switch (rank) {
    case borderRanks.motorway:
      return 48;
    case borderRanks.shore:
      return 14;
    case borderRanks.rail:
      return 16;
    case ranks.placed:
      return 15;
    case ranks.arterial:
      return 13;
    case ranks.collector:
      return 10;
    default:
      return 7;
  }
}

/** The blocks of all ground that is built on. */
export function blocksOf({ whole }: SideStreets, superblocks: readonly Superblock[]): Block[] {
  const finder = new FaceFinder(superblocks);
  return facesOf(whole).flatMap((face): Block[] => {
    const use = finder.at(face.inside)?.use;
    if (use !== 'built' && use !== 'industry' && use !== 'campus' && use !== 'docks') return [];
    const ring = kerbed(face);
    return ring ? [{ ring, use, inside: face.inside, area: face.area }] : [];
  });
}

/** A face without the streets around it. */
export function kerbed({ ring, ranks: sides }: Face): Point[] | null {
  return insetRing(ring, sides.map(kerbOf));
}
