import { type Point } from '../../words.ts';
import { alongLine, crossingOf, lengthOf, nearestOnLine, partOf } from '../shapes/lines.ts';
import { at, directionFrom, distance, mixOf, towards } from '../shapes/vectors.ts';
import { SegmentIndex } from './segment-index.ts';

/** A street as it was drawn: a line with a rank, the lower the more important; what is no street ranks below zero. */
export interface DrawnLine {
  readonly line: readonly Point[];
  readonly rank: number;
}

/** A piece of a drawn line between two nodes. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly line: readonly Point[];
  /** Index of the drawn line. */
  readonly source: number;
  readonly rank: number;
}

export interface Arrangement {
  readonly nodes: readonly Point[];
  readonly edges: readonly Edge[];
}

/** A fixed place lies on the lines that pass this close to it. Metres. */
const onLine = 3;

/** Where a node comes to lie on a line. */
interface Stop {
  readonly metres: number;
  readonly point: Point;
  readonly rank: number;
}

/**
 * Cuts lines where they cross and joins what crosses nearby into one node.
 *
 * @param fixed places that are nodes exactly where they are, on the lines that pass through them
 * @param apart metres that nodes keep from one another
 * @param reach metres that the ends of lines are lengthened to meet another line
 */
export function arrange(
  drawn: readonly DrawnLine[],
  fixed: readonly Point[],
  apart: number,
  reach: number,
): Arrangement {
  const lines = reached(drawn, reach);
  const stops: Stop[][] = lines.map(({ line, rank }) => [
    { metres: 0, point: at(line, 0), rank: rank + 50 },
    { metres: lengthOf(line), point: at(line, -1), rank: rank + 50 },
  ]);
  const index = new SegmentIndex(lines.map(({ line }) => line));
  for (const point of fixed)
    for (const line of index.linesNear(point, onLine)) {
      const { metres } = nearestOnLine(lines[line]?.line ?? [], point);
      stops[line]?.push({ metres, point, rank: -1000 });
    }
  for (const { first, second, point } of index.crossings()) {
    const rank = (lines[first.line]?.rank ?? 0) + (lines[second.line]?.rank ?? 0);
    stops[first.line]?.push({ metres: first.metres, point, rank });
    stops[second.line]?.push({ metres: second.metres, point, rank });
  }
  const nodes = new Nodes(apart);
  const ordered = stops.flatMap((some, line) => some.map((stop) => ({ stop, line })));
  ordered.sort((a, b) => a.stop.rank - b.stop.rank || a.line - b.line || a.stop.metres - b.stop.metres);
  const placed = new Map<Stop, number>();
  for (const { stop } of ordered) placed.set(stop, nodes.nearOrNew(stop.point));
  const edges: Edge[] = [];
  lines.forEach(({ line, rank }, source) => {
    const sorted = (stops[source] ?? []).toSorted((a, b) => a.metres - b.metres);
    for (let index = 1; index < sorted.length; index++) {
      const [a, b] = [at(sorted, index - 1), at(sorted, index)];
      const [from, to] = [placed.get(a) ?? 0, placed.get(b) ?? 0];
      if (from === to) continue;
      const piece = fitted(partOf(line, a.metres, b.metres), nodes.at(from), nodes.at(to));
      edges.push({ from, to, line: piece, source, rank });
    }
  });
  return { nodes: nodes.points, edges: withoutTwins(edges) };
}

class Nodes {
  readonly points: Point[] = [];
  readonly #cells = new Map<string, number[]>();
  readonly #apart: number;

  constructor(apart: number) {
    this.#apart = apart;
  }

  at(index: number): Point {
    return at(this.points, index);
  }

  nearOrNew(point: Point): number {
    const [column, row] = [Math.floor(point[0] / this.#apart), Math.floor(point[1] / this.#apart)];
    let [best, away] = [-1, this.#apart];
    for (let east = column - 1; east <= column + 1; east++)
      for (let north = row - 1; north <= row + 1; north++)
        for (const node of this.#cells.get(`${east} ${north}`) ?? [])
          if (distance(this.at(node), point) < away) [best, away] = [node, distance(this.at(node), point)];
    if (best >= 0) return best;
    this.points.push(point);
    const key = `${column} ${row}`;
    this.#cells.set(key, [...(this.#cells.get(key) ?? []), this.points.length - 1]);
    return this.points.length - 1;
  }
}

/** A piece whose ends are moved to their nodes; the move is spread over the piece, so that it stays smooth. */
function fitted(piece: readonly Point[], from: Point, to: Point): Point[] {
  const [start, end] = [at(piece, 0), at(piece, -1)];
  const length = Math.max(lengthOf(piece), 1e-6);
  let passed = 0;
  return piece.map((point, index) => {
    if (index > 0) passed += distance(at(piece, index - 1), point);
    const share = passed / length;
    const [first, last] = [Math.max(0, 1 - 2 * share), Math.max(0, 2 * share - 1)];
    return [
      point[0] + first * (from[0] - start[0]) + last * (to[0] - end[0]),
      point[1] + first * (from[1] - start[1]) + last * (to[1] - end[1]),
    ];
  });
}

/** Ends that stop short of another street go on straight until they meet it; ranks below zero are no streets. */
function reached(drawn: readonly DrawnLine[], reach: number): DrawnLine[] {
  if (reach <= 0) return [...drawn];
  const index = new SegmentIndex(drawn.map(({ line }) => line));
  const extension = (end: Point, before: Point, own: number): Point | null => {
    const goal = towards(end, directionFrom(before, end), reach);
    const shares: number[] = [];
    index.visit(end, goal, (line, a, b) => {
      const isGoal = line !== own && (drawn[line]?.rank ?? -1) >= 0;
      const share = isGoal ? crossingOf(end, goal, a, b)?.first : undefined;
      if (share !== undefined) shares.push(share);
    });
    return shares.length === 0 ? null : mixOf(end, goal, Math.min(...shares) + 2 / reach);
  };
  return drawn.map(({ line, rank }, own) => {
    const length = lengthOf(line);
    const first = extension(at(line, 0), alongLine(line, Math.min(60, length / 2)).point, own);
    const last = extension(at(line, -1), alongLine(line, Math.max(length - 60, length / 2)).point, own);
    return { line: [...(first ? [first] : []), ...line, ...(last ? [last] : [])], rank };
  });
}

/** Of edges between the same two nodes only the most important stays. */
function withoutTwins(edges: readonly Edge[]): Edge[] {
  const best = new Map<string, Edge>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`;
    const other = best.get(key);
    if (!other || edge.rank < other.rank) best.set(key, edge);
  }
  return [...best.values()];
}
