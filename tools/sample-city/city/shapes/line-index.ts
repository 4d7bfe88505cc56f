import { type Point } from '../../words.ts';
import { at, directionFrom, distance, dot } from './vectors.ts';
import { resampled } from './lines.ts';

interface Sample {
  readonly point: Point;
  readonly direction: Point;
  readonly owner: object | null;
}

/** Lines as samples in square cells: what runs near a place, and which way. */
export class LineIndex {
  readonly #cells = new Map<number, Sample[]>();
  readonly #cellMetres: number;

  constructor(cellMetres: number) {
    this.#cellMetres = cellMetres;
  }

  /** @param owner whose line it is, so that it can be passed over where it looks for others */
  add(line: readonly Point[], owner: object | null = null): void {
    const points = resampled(line, 40);
    points.forEach((point, index) => {
      const sample = {
        point,
        direction: directionFrom(points[index - 1] ?? point, points[index + 1] ?? point),
        owner,
      };
      const key = this.#key(Math.floor(point[0] / this.#cellMetres), Math.floor(point[1] / this.#cellMetres));
      const cell = this.#cells.get(key);
      if (cell) cell.push(sample);
      else this.#cells.set(key, [sample]);
    });
  }

  /** The nearest sample within some metres, with the direction of its line; null where nothing is as near. */
  nearest(place: Point, within: number): (Sample & { readonly distance: number }) | null {
    let found: (Sample & { distance: number }) | null = null;
    let best = within;
    this.#visit(place, within, (sample) => {
      const away = distance(sample.point, place);
      if (away < best) {
        best = away;
        found = { ...sample, distance: away };
      }
      return false;
    });
    return found;
  }

  /** Whether a line that runs much the same way, of another owner, passes within some metres. */
  hasParallel(place: Point, direction: Point, within: number, owner: object | null = null): boolean {
    return this.#visit(
      place,
      within,
      (sample) =>
        (owner === null || sample.owner !== owner) &&
        Math.abs(dot(sample.direction, direction)) > 0.72 &&
        distance(sample.point, place) < within,
    );
  }

  #visit(place: Point, within: number, isEnough: (sample: Sample) => boolean): boolean {
    const cellOf = (metres: number): number => Math.floor(metres / this.#cellMetres);
    const [west, east] = [cellOf(place[0] - within), cellOf(place[0] + within)];
    const [south, north] = [cellOf(place[1] - within), cellOf(place[1] + within)];
    for (let column = west; column <= east; column++)
      for (let row = south; row <= north; row++) {
        const cell = this.#cells.get(this.#key(column, row));
        if (cell)
          for (let index = 0; index < cell.length; index++) if (isEnough(at(cell, index))) return true;
      }
    return false;
  }

  #key(column: number, row: number): number {
    return (column + 32_768) * 65_536 + row + 32_768;
  }
}
