import { streamOf } from '../../random.ts';
import { type Point } from '../../words.ts';
import { type Arrangement, type DrawnLine, type Edge, arrange } from '../network/arrangement.ts';
import { type PlannedNetwork } from '../network/plan-network.ts';
import { withoutDeadEnds } from '../network/tidy.ts';
import { type TraceRules, traceAll } from '../network/trace.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { Noise } from '../shapes/noise.ts';
import { distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { FaceFinder } from './face-finder.ts';
import { type Superblock, borderRanks } from './superblocks.ts';

/** Rank of streets that are only drawn. */
const sideStreetRank = 3;

/** Side streets, and with them the finest network of lines. */
export interface SideStreets {
  readonly lines: readonly (readonly Point[])[];
  readonly whole: Arrangement;
}

/** Fills the built superblocks with side streets. */
export function sideStreetsOf(
  frame: Frame,
  terrain: Terrain,
  { streets, motorways, rules }: PlannedNetwork,
  borders: readonly DrawnLine[],
  superblocks: readonly Superblock[],
): SideStreets {
  const finder = new FaceFinder(superblocks.filter(({ use }) => use === 'built' || use === 'industry'));
  const others = new LineIndex(160);
  const barriers = new LineIndex(160);
  for (const { line, rank } of borders) {
    others.add(line);
    if (rank === borderRanks.rail) barriers.add(line);
  }
  for (const { line } of motorways) barriers.add(line);
  const grain = new Noise(1500, frame.seed, 'long blocks');
  const coarse = Math.max(1, frame.scale);
  const sideRules: TraceRules = {
    step: 18,
    longest: 1900,
    separation: (place, heading) => {
      const urbanity = Math.min(1, Math.max(0, rules.urbanity(place)));
      const isIndustry = finder.at(place)?.use === 'industry';
      const isEastward = Math.abs(heading[0]) > Math.abs(heading[1]);
      const isLong = grain.at(place) > 0 === isEastward;
      const block = (isIndustry ? 230 : 92 + 60 * (1 - urbanity)) * coarse;
      return isLong ? block * 1.9 : block;
    },
    isOpen: (place) =>
      finder.at(place) !== null &&
      !terrain.isDock(place) &&
      !terrain.shores.nearest(place, 26) &&
      !barriers.nearest(place, 24),
  };
  const seeds = seedsOf(frame, 55 * coarse);
  const lines = traceAll(streets.field, others, sideRules, seeds, 110 * coarse);
  const drawn = [...borders, ...lines.map((line) => ({ line, rank: sideStreetRank }))];
  const whole = arrange(drawn, streets.nodes, 24, 75);
  const edges = withoutDeadEnds(whole.edges, new Set());
  return { lines: chained(edges), whole: { nodes: whole.nodes, edges } };
}

function seedsOf(frame: Frame, spacing: number): Point[] {
  const random = streamOf(frame.seed, 'seeds of side streets');
  const count = Math.ceil((1.5 * frame.radius) / spacing);
  const seeds: Point[] = [];
  for (let column = -count; column <= count; column++)
    for (let row = -count; row <= count; row++)
      seeds.push([(column + 0.7 * random.next()) * spacing, (row + 0.7 * random.next()) * spacing]);
  return seeds
    .map((seed) => ({ seed, away: distance(seed, [0, 0]) }))
    .sort((a, b) => a.away - b.away)
    .map(({ seed }) => seed);
}

/** Side streets as long as they run on: pieces of one line that follow one another are joined. */
function chained(edges: readonly Edge[]): Point[][] {
  const lines: { line: Point[]; source: number; end: number }[] = [];
  for (const { line, source, from, to, rank } of edges) {
    if (rank !== sideStreetRank) continue;
    const last = lines.at(-1);
    if (last?.source === source && last.end === from) {
      last.line.push(...line.slice(1));
      last.end = to;
    } else lines.push({ line: [...line], source, end: to });
  }
  return lines.map(({ line }) => line);
}
