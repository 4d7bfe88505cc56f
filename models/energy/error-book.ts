import { quantileOfSorted } from '../intervals/quantile.ts';
import { weightedQuantiles } from '../intervals/weighted-quantile.ts';
import { levelCount, quantileLevels } from '../model.ts';
import type { ChangeRidgeRule, ChangeWeights } from './change-ridge.ts';
import type { Hours } from './hours.ts';

/** Errors older than this many half-lives are left out. */
const halfLivesKept = 6;
/** One cell in so many lends its errors to the shape of a place's distribution. */
const cellsApart = 3;
/** The spread of all places weighs as much as this many days of the place. */
const priorDays = 2;

interface Shape {
  readonly errors: number[];
  readonly weights: number[];
}

/** Errors of rows left out, by place and cell, and the offsets of levels that come of them. In scales of the place. */
export class ErrorBook {
  readonly #places: number;
  readonly #cells: number;
  readonly #steps: number;
  readonly #perDay: number;
  readonly #rule: ChangeRidgeRule['errors'];
  readonly #isThin: boolean;
  /** `[place + 1, cell]` */
  readonly #spreads: Float32Array;
  /** `[place + 1]` */
  readonly #shapes: readonly Shape[];
  readonly #trailing: Float32Array;

  /** @param steps length of the series, in hours · @param isThin few leads of each hour are learned */
  constructor(
    places: number,
    cells: number,
    steps: number,
    hours: Hours,
    rule: ChangeRidgeRule['errors'],
    isThin: boolean,
  ) {
    this.#places = places;
    this.#cells = cells;
    this.#steps = steps;
    this.#perDay = hours.blocksPerDay;
    this.#rule = rule;
    this.#isThin = isThin;
    this.#spreads = new Float32Array((places + 1) * cells);
    this.#shapes = Array.from({ length: places + 1 }, () => ({ errors: [], weights: [] }));
    this.#trailing = new Float32Array(rule.kind === 'trailing' ? (places + 1) * cells * levelCount : 0);
  }

  /** Errors of all places together; first of a cell, because those of the places lean on them. */
  addShared(cell: number, errors: Float64Array, hours: Uint32Array): void {
    this.#add(this.#places, cell, errors, hours, 0);
  }

  add(place: number, cell: number, errors: Float64Array, hours: Uint32Array): void {
    this.#add(place, cell, errors, hours, this.#spreads[this.#places * this.#cells + cell] ?? 0);
  }

  /** Root mean square of the errors of a place over all cells. */
  spread(place: number): number {
    const own = this.#spreads.subarray(place * this.#cells, (place + 1) * this.#cells);
    return Math.sqrt(own.reduce((sum, spread) => sum + spread * spread, 0) / own.length);
  }

  offsets(): Pick<ChangeWeights, 'meanOffsets' | 'levelOffsets'> {
    const meanOffsets = new Float32Array((this.#places + 1) * this.#cells);
    if (this.#rule.kind === 'trailing') return { meanOffsets, levelOffsets: this.#trailing };
    const levelOffsets = new Float32Array((this.#places + 1) * this.#cells * levelCount);
    this.#shapes.forEach((shape, place) => {
      const levels = weightedQuantiles(
        Float32Array.from(shape.errors),
        Float32Array.from(shape.weights),
        quantileLevels,
      );
      const mean = weightedMean(shape);
      for (let cell = place * this.#cells; cell < (place + 1) * this.#cells; cell++) {
        const spread = this.#spreads[cell] ?? 0;
        meanOffsets[cell] = spread * mean;
        levels.forEach((level, index) => {
          levelOffsets[cell * levelCount + index] = spread * level;
        });
      }
    });
    return { meanOffsets, levelOffsets };
  }

  #add(place: number, cell: number, errors: Float64Array, hours: Uint32Array, priorSpread: number): void {
    const index = place * this.#cells + cell;
    const rule = this.#rule;
    if (rule.kind === 'trailing') {
      const first = this.#steps - rule.days * this.#perDay;
      const kept = errors.filter((_, row) => (hours[row] ?? 0) >= first).sort();
      this.#spreads[index] = Math.sqrt(kept.reduce((sum, error) => sum + error * error, 0) / kept.length);
      quantileLevels.forEach((level, at) => {
        const value = quantileOfSorted(kept, level);
        this.#trailing[index * levelCount + at] = Number.isNaN(value) ? 0 : value;
      });
      return;
    }
    const weights = Float32Array.from(hours, (hour) => this.#weightOf(hour, rule.halfLifeDays));
    const prior = place === this.#places ? 0 : priorDays;
    let square = prior * priorSpread ** 2;
    let weight = prior;
    errors.forEach((error, row) => {
      square += (weights[row] ?? 0) * error * error;
      weight += weights[row] ?? 0;
    });
    const spread = weight > 0 ? Math.sqrt(square / weight) : 0;
    this.#spreads[index] = spread;
    const shape = this.#shapes[place];
    if (shape === undefined || !(spread > 0) || !this.#lends(cell)) return;
    errors.forEach((error, row) => {
      if ((weights[row] ?? 0) === 0) return;
      shape.errors.push(error / spread);
      shape.weights.push(weights[row] ?? 0);
    });
  }

  /** Of many cells some say enough: an hour's errors from different leads are nearly the same. */
  #lends(cell: number): boolean {
    return this.#isThin || cell % cellsApart === 0;
  }

  /** 0 for what is too old. */
  #weightOf(hour: number, halfLifeDays: number): number {
    const halfLives = (this.#steps - 1 - hour) / this.#perDay / halfLifeDays;
    return halfLives > halfLivesKept ? 0 : 0.5 ** halfLives;
  }
}

function weightedMean({ errors, weights }: Shape): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? errors.reduce((sum, error, row) => sum + error * (weights[row] ?? 0), 0) / total : 0;
}
