import { knownAheadKinds, type KnownAheadName } from '../../main/common/known-ahead.ts';
import { quantileOfSorted } from '../intervals/quantile.ts';
import { levelCount, quantileLevels } from '../model.ts';

/** With fewer such days in training than this, a kind of day is as wide as all such days together; of fewer of them, as any day. */
const enoughDays = 3;
const [narrowest, widest] = [1, 4];
const [lowest, highest] = [0, levelCount - 1];
const inside = (quantileLevels[highest] ?? 1) - (quantileLevels[lowest] ?? 0);

/** What kind of day it is by what was known ahead of it: the position of the first holiday among the names that bears on it; -1 for an ordinary day. */
export function dayKind(names: readonly KnownAheadName[], ahead: ArrayLike<number>, offset = 0): number {
  return names.findIndex(
    (name, at) => knownAheadKinds[name].group === 'holidays' && ahead[offset + at] !== 0,
  );
}

/** What was missed on days of one kind; `places`, `cells` and `errors` go together, errors in scales of the place. */
interface Missed {
  readonly days: Set<number>;
  readonly places: number[];
  readonly cells: number[];
  readonly errors: number[];
}

/** What is missed on days that holidays bear on, each such day left out of what was learned. */
export class DayWidths {
  readonly #cells: number;
  readonly #kinds: readonly Missed[];

  constructor(cells: number, kinds: number) {
    this.#cells = cells;
    this.#kinds = Array.from({ length: kinds }, () => ({
      days: new Set(),
      places: [],
      cells: [],
      errors: [],
    }));
  }

  add(kind: number, day: number, place: number, cell: number, error: number): void {
    const missed = this.#kinds[kind];
    missed?.days.add(day);
    missed?.places.push(place);
    missed?.cells.push(cell);
    missed?.errors.push(error);
  }

  /**
   * How many times as far from the median levels lie on each kind of day, so that nine in ten of what was missed on such days lie inside
   * the outermost ones (conformal prediction by group, Vovk 2012). `[kind]`, 1 where none was seen.
   * @param levelOffsets of all days, `[place + 1, cell, level]`
   */
  fit(levelOffsets: Float32Array): Float32Array {
    const together = this.#width(this.#kinds, levelOffsets, 1);
    return Float32Array.from(this.#kinds, (missed) =>
      missed.errors.length === 0 ? 1 : this.#width([missed], levelOffsets, together),
    );
  }

  #width(kinds: readonly Missed[], levelOffsets: Float32Array, fallback: number): number {
    const distances: number[] = [];
    for (const { places, cells, errors } of kinds) {
      errors.forEach((error, at) => {
        const offsets = ((places[at] ?? 0) * this.#cells + (cells[at] ?? 0)) * levelCount;
        const distance = error / (levelOffsets[offsets + (error < 0 ? lowest : highest)] ?? NaN);
        if (Number.isFinite(distance)) distances.push(distance);
      });
    }
    const days = new Set(kinds.flatMap((missed) => [...missed.days]));
    if (days.size < enoughDays || distances.length === 0) return fallback;
    const width = quantileOfSorted(Float32Array.from(distances).sort(), inside);
    return Math.min(Math.max(width, narrowest), widest);
  }
}
