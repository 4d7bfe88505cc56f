import type { Point } from '../words.ts';

/** Lines that meet at a sharper bend than this are different lines to the eye; degrees. */
const sharpestBend = 50;

/**
 * Lines that go on where another ends become one, straight on before round a bend, so that a name has a street's length to
 * stand along and a dash does not begin anew at each junction. A line and the same line backwards count once.
 */
export function joinedLines(lines: readonly (readonly Point[])[]): readonly (readonly Point[])[] {
  const pieces = withoutDoubles(lines);
  const left = new Set(pieces.keys());
  const ends = new Map<string, number[]>();
  for (const [index, line] of pieces.entries()) {
    for (const end of [line[0], line.at(-1)]) {
      if (end === undefined) continue;
      const known = ends.get(keyOf(end));
      if (known === undefined) ends.set(keyOf(end), [index]);
      else known.push(index);
    }
  }
  const next = (line: readonly Point[]): readonly Point[] | undefined => {
    const end = line.at(-1);
    const before = line.at(-2);
    if (end === undefined || before === undefined) return undefined;
    const candidates = (ends.get(keyOf(end)) ?? []).filter((index) => left.has(index));
    const ways = candidates.map((index) => {
      const piece = pieces[index] ?? [];
      const way = piece[0] !== undefined && keyOf(piece[0]) === keyOf(end) ? piece : [...piece].reverse();
      return { index, way, bend: bendBetween(before, end, way[1] ?? end) };
    });
    const best = ways.sort((one, other) => one.bend - other.bend)[0];
    if (best === undefined || best.bend > sharpestBend) return undefined;
    left.delete(best.index);
    return best.way;
  };
  const joined: (readonly Point[])[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (!left.delete(index)) continue;
    joined.push(extended(extended(piece, next).reverse(), next));
  }
  return joined;
}

function extended(
  line: readonly Point[],
  next: (line: readonly Point[]) => readonly Point[] | undefined,
): Point[] {
  const whole = [...line];
  for (let more = next(whole); more !== undefined; more = next(whole)) whole.push(...more.slice(1));
  return whole;
}

function withoutDoubles(lines: readonly (readonly Point[])[]): readonly (readonly Point[])[] {
  const known = new Set<string>();
  return lines.filter((line) => {
    if (line.length < 2) return false;
    const forwards = line.map(keyOf).join(' ');
    if (known.has(forwards)) return false;
    known.add(forwards).add([...line].reverse().map(keyOf).join(' '));
    return true;
  });
}

/** Points closer than a decimetre are one. */
function keyOf([east, north]: Point): string {
  return `${Math.round(east * 10)},${Math.round(north * 10)}`;
}

/** Degrees away from straight on. */
function bendBetween(from: Point, at: Point, to: Point): number {
  const first = Math.atan2(at[1] - from[1], at[0] - from[0]);
  const second = Math.atan2(to[1] - at[1], to[0] - at[0]);
  const turn = Math.abs(((second - first) * 180) / Math.PI) % 360;
  return Math.min(turn, 360 - turn);
}
