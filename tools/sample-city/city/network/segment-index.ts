import { type Point } from '../../words.ts';
import { crossingOf, nearestOnLine } from '../shapes/lines.ts';
import { at, distance, mixOf } from '../shapes/vectors.ts';

interface Segment {
  readonly line: number;
  readonly index: number;
  readonly a: Point;
  readonly b: Point;
  /** Metres along its line at `a`. */
  readonly before: number;
}

/** Where two lines cross, and how far along both. */
export interface Crossing {
  readonly point: Point;
  readonly first: { readonly line: number; readonly metres: number };
  readonly second: { readonly line: number; readonly metres: number };
}

const cellMetres = 120;

/** The segments of many lines in square cells. */
export class SegmentIndex {
  readonly #cells = new Map<number, Segment[]>();

  constructor(lines: readonly (readonly Point[])[]) {
    lines.forEach((line, number) => {
      let before = 0;
      for (let index = 1; index < line.length; index++) {
        const [a, b] = [at(line, index - 1), at(line, index)];
        const segment = { line: number, index, a, b, before };
        for (const key of cellsOf(a, b)) {
          const cell = this.#cells.get(key);
          if (cell) cell.push(segment);
          else this.#cells.set(key, [segment]);
        }
        before += distance(a, b);
      }
    });
  }

  /** Shows every segment near the one from `a` to `b`; some more than once. */
  visit(a: Point, b: Point, show: (line: number, a: Point, b: Point) => void): void {
    for (const key of cellsOf(a, b))
      for (const segment of this.#cells.get(key) ?? []) show(segment.line, segment.a, segment.b);
  }

  /** The lines that pass a place within some metres. */
  linesNear(place: Point, metres: number): Set<number> {
    const near = new Set<number>();
    this.visit(
      [place[0] - metres, place[1] - metres],
      [place[0] + metres, place[1] + metres],
      (line, a, b) => {
        if (nearestOnLine([a, b], place).distance < metres) near.add(line);
      },
    );
    return near;
  }

  /** Every crossing once, that of a line with itself too. */
  crossings(): Crossing[] {
    const found = new Map<string, Crossing>();
    for (const cell of this.#cells.values())
      for (const [index, one] of cell.entries())
        for (const other of cell.slice(index + 1)) {
          if (one.line === other.line && Math.abs(one.index - other.index) < 3) continue;
          const shares = crossingOf(one.a, one.b, other.a, other.b);
          if (!shares) continue;
          const key = `${one.line} ${one.index} ${other.line} ${other.index}`;
          found.set(key, {
            point: mixOf(one.a, one.b, shares.first),
            first: { line: one.line, metres: one.before + shares.first * distance(one.a, one.b) },
            second: { line: other.line, metres: other.before + shares.second * distance(other.a, other.b) },
          });
        }
    return [...found.values()];
  }
}

/** The cells of the box around a segment; segments are short. */
function cellsOf(a: Point, b: Point): number[] {
  const cellOf = (metres: number): number => Math.floor(metres / cellMetres);
  const [west, east] = [cellOf(Math.min(a[0], b[0])), cellOf(Math.max(a[0], b[0]))];
  const [south, north] = [cellOf(Math.min(a[1], b[1])), cellOf(Math.max(a[1], b[1]))];
  const keys: number[] = [];
  for (let column = west; column <= east; column++)
    for (let row = south; row <= north; row++) keys.push((column + 32_768) * 65_536 + row + 32_768);
  return keys;
}
