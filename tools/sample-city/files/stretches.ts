import type { City, Point } from '../words.ts';

/**
 * The stretch of road that each detector stands for: half way to the next detector of its carriageway on either side, or to the
 * carriageway's end. Vertices in the direction of travel.
 */
export function stretchesOf({ roads, detectors }: City): readonly (readonly Point[])[] {
  const along = new Map<number, number[]>();
  for (const { road, atMetres } of detectors) along.set(road, [...(along.get(road) ?? []), atMetres]);
  return detectors.map(({ road, atMetres }) => {
    const others = (along.get(road) ?? []).filter((at) => at !== atMetres);
    const before = Math.max(...others.filter((at) => at < atMetres), -Infinity);
    const behind = Math.min(...others.filter((at) => at > atMetres), Infinity);
    const { line, lengthMetres } = roads[road] ?? { line: [], lengthMetres: 0 };
    const from = before === -Infinity ? 0 : (before + atMetres) / 2;
    const to = behind === Infinity ? lengthMetres : (behind + atMetres) / 2;
    return partOf(line, from, to);
  });
}

/** The part of a line between two distances from its start, metres. */
export function partOf(line: readonly Point[], from: number, to: number): readonly Point[] {
  const part: Point[] = [];
  let walked = 0;
  for (const [index, end] of line.entries()) {
    const start = line[index - 1];
    if (start === undefined) continue;
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const at = (distance: number): Point => {
      const share = length > 0 ? (distance - walked) / length : 0;
      return [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
    };
    if (part.length === 0 && from < walked + length) part.push(from <= walked ? start : at(from));
    if (part.length > 0) {
      if (to <= walked + length) return [...part, at(to)];
      part.push(end);
    }
    walked += length;
  }
  return part;
}
