import { type Point } from '../../words.ts';
import { alongLine, lengthOf, partOf } from '../shapes/lines.ts';
import { at, directionFrom, dot } from '../shapes/vectors.ts';
import { type Arrangement, type Edge } from './arrangement.ts';

/** Ends of every edge, by node. */
function edgesByNode(edges: readonly Edge[]): Map<number, Edge[]> {
  const byNode = new Map<number, Edge[]>();
  for (const edge of edges)
    for (const node of [edge.from, edge.to]) {
      const some = byNode.get(node);
      if (some) some.push(edge);
      else byNode.set(node, [edge]);
    }
  return byNode;
}

/** Without streets that lead nowhere, but to the nodes that are kept. */
export function withoutDeadEnds(edges: readonly Edge[], kept: ReadonlySet<number>): Edge[] {
  let left = [...edges];
  for (;;) {
    const byNode = edgesByNode(left);
    const isOpen = (node: number): boolean => (byNode.get(node)?.length ?? 0) < 2 && !kept.has(node);
    const next = left.filter(({ from, to }) => from !== to && !isOpen(from) && !isOpen(to));
    if (next.length === left.length) return next;
    left = next;
  }
}

/**
 * The largest part that hangs together, and those others that hang on something else by one of their edges.
 *
 * @param hooks edges that join their part to what is not looked at here
 * @param fewest edges that make such a part worth keeping
 */
export function connectedParts(edges: readonly Edge[], hooks: ReadonlySet<Edge>, fewest: number): Edge[] {
  const byNode = edgesByNode(edges);
  const seen = new Set<number>();
  const parts: Edge[][] = [];
  for (const start of byNode.keys()) {
    if (seen.has(start)) continue;
    const part = new Set<Edge>();
    const open = [start];
    seen.add(start);
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const edge of byNode.get(node) ?? []) {
        part.add(edge);
        for (const next of [edge.from, edge.to])
          if (!seen.has(next)) {
            seen.add(next);
            open.push(next);
          }
      }
    parts.push([...part]);
  }
  const largest = Math.max(0, ...parts.map(({ length }) => length));
  return parts
    .filter(
      (part) => part.length === largest || (part.length >= fewest && part.some((edge) => hooks.has(edge))),
    )
    .flat();
}

/** Of two streets that leave a node almost side by side, the less important goes. */
export function withoutSlivers(edges: readonly Edge[], protectedEdges: ReadonlySet<Edge>): Edge[] {
  const gone = new Set<Edge>();
  for (const [node, some] of edgesByNode(edges))
    for (const [index, one] of some.entries())
      for (const other of some.slice(index + 1)) {
        if (gone.has(one) || gone.has(other) || one === other) continue;
        if (dot(leavingDirection(one, node), leavingDirection(other, node)) < 0.87) continue;
        const [better, worse] = isBetter(one, other) ? [one, other] : [other, one];
        if (!protectedEdges.has(worse)) gone.add(worse);
        else if (!protectedEdges.has(better)) gone.add(better);
      }
  return edges.filter((edge) => !gone.has(edge));
}

function isBetter(one: Edge, other: Edge): boolean {
  return one.rank === other.rank ? lengthOf(one.line) <= lengthOf(other.line) : one.rank < other.rank;
}

function leavingDirection(edge: Edge, node: number): Point {
  const line = edge.from === node ? edge.line : edge.line.toReversed();
  return directionFrom(at(line, 0), alongLine(line, Math.min(70, lengthOf(line) / 2)).point);
}

/** Two edges that meet at a node where nothing else does become one, unless it grew longer than `longest` metres. */
export function withoutPassages(
  { nodes, edges }: Arrangement,
  kept: ReadonlySet<number>,
  longest: number,
  protectedEdges: ReadonlySet<Edge>,
): Edge[] {
  const left = new Set(edges);
  const byNode = new Map<number, Set<Edge>>();
  for (const [node, some] of edgesByNode(edges)) byNode.set(node, new Set(some));
  for (let node = 0; node < nodes.length; node++) {
    const [one, other, third] = [...(byNode.get(node) ?? [])];
    if (!one || !other || third || kept.has(node)) continue;
    if (protectedEdges.has(one) || protectedEdges.has(other)) continue;
    const a = one.to === node ? one : reversed(one);
    const b = other.from === node ? other : reversed(other);
    if (a.from === b.to || lengthOf(a.line) + lengthOf(b.line) > longest) continue;
    const isTwin = [...(byNode.get(a.from) ?? [])].some(({ from, to }) => from === b.to || to === b.to);
    if (isTwin) continue;
    const better = lengthOf(a.line) >= lengthOf(b.line) ? a : b;
    const joined: Edge = {
      from: a.from,
      to: b.to,
      line: [...a.line, ...b.line.slice(1)],
      source: better.source,
      rank: Math.min(a.rank, b.rank),
    };
    for (const [end, gone] of [
      [a.from, one],
      [b.to, other],
    ] as const) {
      byNode.get(end)?.delete(gone);
      byNode.get(end)?.add(joined);
    }
    byNode.delete(node);
    left.delete(one);
    left.delete(other);
    left.add(joined);
  }
  return [...left];
}

function reversed(edge: Edge): Edge {
  return { ...edge, from: edge.to, to: edge.from, line: edge.line.toReversed() };
}

/** Cuts a long edge on both sides of where it passes over something, so that only the middle is a bridge. */
export function withShortOverpasses(
  { nodes, edges }: Arrangement,
  passesOver: (line: readonly Point[]) => boolean,
): Arrangement {
  const points = [...nodes];
  const whole = edges.flatMap((edge): Edge[] => {
    const length = lengthOf(edge.line);
    const steps = Math.ceil(length / 20);
    const over = Array.from({ length: steps }, (_, step) => step * 20).find((metres) =>
      passesOver(partOf(edge.line, metres, Math.min(metres + 20, length))),
    );
    if (over === undefined) return [edge];
    const stops = [over + 10 - halfOverpass, over + 10 + halfOverpass].filter(
      (metres) => metres > halfOverpass && metres < length - halfOverpass,
    );
    const ends = [0, ...stops, length];
    return ends.slice(1).map((to, index): Edge => {
      const line = partOf(edge.line, at(ends, index), to);
      const from = index === 0 ? edge.from : points.length - 1;
      if (index < stops.length) points.push(at(line, -1));
      return { ...edge, from, to: index < stops.length ? points.length - 1 : edge.to, line };
    });
  });
  return { nodes: points, edges: whole };
}

/** Metres from the middle of an overpass to its end. */
const halfOverpass = 170;

/** Edges longer than `longest` metres are cut in the middle, but those that pass over something. */
export function withoutLongEdges(
  { nodes, edges }: Arrangement,
  longest: number,
  isOverpass: (edge: Edge) => boolean,
): Arrangement {
  const points = [...nodes];
  const open = [...edges];
  const short: Edge[] = [];
  for (let edge = open.shift(); edge; edge = open.shift()) {
    const length = lengthOf(edge.line);
    if (length <= longest || isOverpass(edge)) {
      short.push(edge);
      continue;
    }
    const [first, second] = [partOf(edge.line, 0, length / 2), partOf(edge.line, length / 2, length)];
    const middle = points.length;
    points.push(at(first, -1));
    open.push({ ...edge, to: middle, line: first }, { ...edge, from: middle, line: second });
  }
  return { nodes: points, edges: short };
}
