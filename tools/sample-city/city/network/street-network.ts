import { streamOf } from '../../random.ts';
import { type Point } from '../../words.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { at, directionFrom, distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type Arrangement, type DrawnLine, type Edge, arrange } from './arrangement.ts';
import { type Corridor } from './corridors.ts';
import {
  type ExplicitStreet,
  avenuesOf,
  boulevardOf,
  bridgesOf,
  coastStreetsOf,
  embankmentsOf,
  mainStreetsOf,
  orbitalsOf,
  overpassesOf,
  villagesOf,
} from './explicit-streets.ts';
import { greenGroundOf } from './green-ground.ts';
import { type GroundRules } from './ground-rules.ts';
import { type Diamond } from './interchanges.ts';
import { StreetField, oldTownOf } from './street-field.ts';
import { type TraceRules, trace, traceAll } from './trace.ts';
import {
  connectedParts,
  withoutDeadEnds,
  withoutLongEdges,
  withoutPassages,
  withoutSlivers,
  withShortOverpasses,
} from './tidy.ts';

/** Metres that junctions keep from one another. */
const junctionsApart = 85;
const shoreMetres = 58;
const longestEdge = 1450;

/** Ranks of lines: what was placed, what was traced for through traffic, what collects the traffic of a quarter. */
export const ranks = { placed: 0, arterial: 1, collector: 2 } as const;

export interface StreetNetwork extends Arrangement {
  readonly lines: readonly DrawnLine[];
  /** Edges that stand over water. */
  readonly bridges: ReadonlySet<Edge>;
  /** Edges that stand over a motorway. */
  readonly overpasses: ReadonlySet<Edge>;
  readonly field: StreetField;
}

/** Arterials and collectors of the whole city. */
export function streetNetworkOf(
  frame: Frame,
  terrain: Terrain,
  corridors: readonly Corridor[],
  diamonds: readonly Diamond[],
  rules: GroundRules,
): StreetNetwork {
  const field = new StreetField(frame, terrain.shores, rules.motorways);
  const middle = oldTownOf(frame);
  const bridges = bridgesOf(frame, terrain.river);
  const radials = corridors.filter(({ isRing }) => !isRing);
  const placed = [
    ...avenuesOf(frame, radials, middle, bridges),
    boulevardOf(frame, middle),
    ...mainStreetsOf(frame, middle, bridges),
    ...bridges,
    ...embankmentsOf(frame, terrain.river),
    ...overpassesOf(diamonds),
    ...villagesOf(frame, corridors, diamonds, (place) => rules.isFreeOfNature(place, 420)),
    ...coastStreetsOf(frame, terrain.coast),
    ...orbitalsOf(
      corridors.filter(({ isRing }) => isRing),
      (place) => rules.urbanity(place) > 0.24 && rules.isFreeOfNature(place, shoreMetres),
    ),
  ];
  const others = new LineIndex(400);
  for (const { middle: line } of corridors) others.add(line);
  for (const street of placed) others.add(street.line, street);
  const arterialRules = rulesOf(rules, 30, 9000, 0.06, (place) => 960 + 520 * (1 - core(rules, place)));
  const carriedOn = placed.map((street) => carryOn(street, field, others, arterialRules));
  const traced = traceAll(field, others, arterialRules, seedsOf(frame, 330, 'arterials'), 900);
  const plainRules = rulesOf(rules, 25, 4200, 0.2, (place) => 590 + 420 * (1 - core(rules, place)));
  const isGreen = greenGroundOf(frame);
  const collectorRules = {
    ...plainRules,
    isOpen: (place: Point) => plainRules.isOpen(place) && !isGreen(place),
  };
  const collectors = traceAll(field, others, collectorRules, seedsOf(frame, 160, 'collectors'), 420);
  const lines: DrawnLine[] = [
    ...carriedOn.map((line, index) => ({ line, rank: rankOf(at(placed, index)) })),
    ...traced.map((line) => ({ line, rank: ranks.arterial })),
    ...collectors.map((line) => ({ line, rank: ranks.collector })),
  ];
  const fixed = placed.flatMap((street) => street.fixed);
  const whole = arrange(lines, fixed, junctionsApart, 170);
  return tidied(whole, lines, placed, terrain, rules, field);
}

function rankOf({ kind }: ExplicitStreet): number {
  if (kind === 'lane') return ranks.collector;
  return kind === 'orbital' || kind === 'overpass' ? ranks.arterial : ranks.placed;
}

/** 0 at the edge of the city, 1 in its inner half. */
function core(rules: GroundRules, place: Point): number {
  return Math.min(1, Math.max(0, rules.urbanity(place) / 0.75));
}

function rulesOf(
  rules: GroundRules,
  step: number,
  longest: number,
  urbanity: number,
  separation: (place: Point) => number,
): TraceRules {
  return {
    step,
    longest,
    separation,
    isOpen: (place) => rules.urbanity(place) > urbanity && rules.isFree(place, shoreMetres),
  };
}

/** Places on a loose grid, from the centre outwards. */
function seedsOf(frame: Frame, spacing: number, key: string): Point[] {
  const random = streamOf(frame.seed, 'seeds', key);
  const count = Math.ceil((1.45 * frame.radius) / spacing);
  const seeds: Point[] = [];
  for (let column = -count; column <= count; column++)
    for (let row = -count; row <= count; row++)
      seeds.push([(column + 0.6 * random.next()) * spacing, (row + 0.6 * random.next()) * spacing]);
  return seeds
    .map((seed) => ({ seed, away: distance(seed, [0, 0]) }))
    .sort((a, b) => a.away - b.away)
    .map(({ seed }) => seed);
}

/** A placed street with what the field adds at its open ends. */
function carryOn(street: ExplicitStreet, field: StreetField, others: LineIndex, rules: TraceRules): Point[] {
  const { line, goesOn } = street;
  const ahead = goesOn[1]
    ? trace(field, others, rules, at(line, -1), directionFrom(at(line, -2), at(line, -1)), street)
    : [at(line, -1)];
  const back = goesOn[0]
    ? trace(field, others, rules, at(line, 0), directionFrom(at(line, 1), at(line, 0)), street)
    : [at(line, 0)];
  for (const part of [ahead, back]) if (part.length > 1) others.add(part, street);
  return [...back.slice(1).reverse(), ...line, ...ahead.slice(1)];
}

function isOrbital(street: ExplicitStreet | undefined): boolean {
  return street?.kind === 'orbital' || street?.kind === 'lane';
}

/** Without what stands in water, crosses a motorway where there is no bridge, leads nowhere or hangs loose. */
function tidied(
  { nodes, edges }: Arrangement,
  lines: readonly DrawnLine[],
  placed: readonly ExplicitStreet[],
  terrain: Terrain,
  rules: GroundRules,
  field: StreetField,
): StreetNetwork {
  const indexOf = new Map(nodes.map((node, index) => [node, index]));
  const kept = new Set(placed.flatMap(({ fixed }) => fixed.flatMap((point) => indexOf.get(point) ?? [])));
  const spans = new Set(
    placed.flatMap(({ kind, fixed }) => {
      const [a, b] = fixed.map((point) => indexOf.get(point));
      return a === undefined || b === undefined ? [] : [`${kind} ${a} ${b}`, `${kind} ${b} ${a}`];
    }),
  );
  const isBridge = ({ from, to }: Edge): boolean => spans.has(`bridge ${from} ${to}`);
  const isOverpass = ({ from, to, source, line }: Edge): boolean =>
    spans.has(`overpass ${from} ${to}`) || (isOrbital(placed[source]) && rules.crossesMotorway(line));
  const standing = edges.filter(
    (edge) =>
      isBridge(edge) ||
      isOverpass(edge) ||
      (!terrain.crossesWater(edge.line) && !rules.crossesMotorway(edge.line)),
  );
  const special = new Set(standing.filter((edge) => isBridge(edge) || isOverpass(edge)));
  let left = withoutDeadEnds(withoutSlivers(standing, special), kept);
  left = withoutPassages({ nodes, edges: left }, kept, 950, special);
  left = connectedParts(withoutDeadEnds(left, kept), new Set(left.filter(isOverpass)), 5);
  const crossed = withShortOverpasses({ nodes, edges: left }, rules.crossesMotorway);
  const whole = withoutLongEdges(crossed, longestEdge, isOverpass);
  return {
    ...whole,
    lines,
    bridges: new Set(whole.edges.filter(isBridge)),
    overpasses: new Set(whole.edges.filter(isOverpass)),
    field,
  };
}
