import { type District, type Ground, type Name, type Point, type Railway } from '../../words.ts';
import { streamOf } from '../../random.ts';
import { type DrawnLine, arrange } from '../network/arrangement.ts';
import { type PlannedNetwork } from '../network/plan-network.ts';
import { simplified } from '../shapes/lines.ts';
import { at } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { FaceFinder } from './face-finder.ts';
import { type Face, facesOf } from './faces.ts';
import { greenTable } from './green-table.ts';

/** Ranks of what bounds a block and is no street, below those of streets. */
export const borderRanks = { motorway: -4, shore: -3, rail: -2 } as const;

type AreaKind = Ground['areas'][number]['kind'];

/** The ground between larger streets, shores, railways and motorways, and what it is used for. */
export interface Superblock extends Face {
  /** Null for water and open country. */
  readonly use: AreaKind | null;
  readonly name: Name | null;
}

/** Square metres above which ground between streets is open country. */
const largestBlock = 1_700_000;
const largestGreen = 2_600_000;
const largestCemetery = 450_000;

/** The lines that bound superblocks, in the order of an arrangement. */
export function borderLines(
  { corridors, streets }: PlannedNetwork,
  terrain: Terrain,
  railways: readonly Railway[],
): DrawnLine[] {
  const closed = (ring: readonly Point[]): Point[] => simplified([...ring, at(ring, 0)], 2);
  const shores = [terrain.coast, terrain.river.ring, ...terrain.basins].map((ring) => closed(ring));
  return [
    ...corridors.map(({ middle }) => ({ line: simplified(middle, 2), rank: borderRanks.motorway })),
    ...shores.map((line) => ({ line, rank: borderRanks.shore })),
    ...railways
      .filter(({ kind }) => kind === 'rail')
      .map(({ line }) => ({ line: simplified(line, 2), rank: borderRanks.rail })),
    ...streets.edges.map(({ line, rank }) => ({ line: simplified(line, 1.2), rank })),
  ];
}

export function superblocksOf(
  frame: Frame,
  terrain: Terrain,
  network: PlannedNetwork,
  borders: readonly DrawnLine[],
  districts: readonly District[],
  districtAt: (place: Point) => number,
): Superblock[] {
  const faces = facesOf(arrange(borders, network.streets.nodes, 20, 0));
  const finder = new FaceFinder(faces);
  const greens = new Map<Face, { kind: AreaKind; name: Name }>();
  for (const { kind, name, place } of greenTable) {
    const face = finder.at(placeIn(frame, place[0], place[1]));
    if (face && face.area < largestGreen * frame.scale ** 2 && !greens.has(face))
      greens.set(face, { kind, name });
  }
  const port = finder.at(placeIn(frame, 0.37, -0.62));
  const factory = placeIn(frame, 0.42, -0.6);
  return faces.map((face): Superblock => {
    const { inside, area, ranks } = face;
    const green = greens.get(face);
    if (green?.kind === 'cemetery' && area > largestCemetery) return { ...face, use: 'park', name: null };
    if (green) return { ...face, use: green.kind, name: green.name };
    if (terrain.isWater(inside)) return { ...face, use: null, name: null };
    if (face === port) return { ...face, use: 'industry', name: null };
    const urbanity = network.rules.urbanity(inside);
    if (area > largestBlock * (urbanity > 0.3 ? 2 : 1) || urbanity < 0.04 || terrain.isWood(inside))
      return { ...face, use: null, name: null };
    const isQuay = ranks.filter((rank) => rank === borderRanks.shore).length > 0.35 * ranks.length;
    const isPromenade = area < 120_000 || inside[1] > -0.2 * frame.radius;
    if (isQuay && isPromenade) return { ...face, use: 'park', name: null };
    const industry = districts[districtAt(inside)]?.landUse.industry ?? 0;
    const luck = streamOf(frame.seed, 'use', Math.round(inside[0]), Math.round(inside[1])).next();
    const toFactories = Math.hypot(inside[0] - factory[0], inside[1] - factory[1]) / frame.radius;
    const isIndustry = industry > 0.2 ? luck < industry * (1.9 - 3 * toFactories) : luck < industry * 0.6;
    return { ...face, use: isIndustry ? 'industry' : 'built', name: null };
  });
}
