import { negativeLogScore } from './count-likelihood.ts';
import type { ExpectedCounts } from './count-method.ts';
import type { Counts } from './counts.ts';

/** The areas that cells lie in. */
export interface Areas {
  readonly count: number;
  /** Number of the area. `[cell]` */
  readonly ofCell: ArrayLike<number>;
}

/** What was expected against what happened, summed. Losses are negative log scores without the term ln count!. */
export interface CountRecord {
  readonly seen: Uint32Array;
  readonly expected: Float64Array;
  readonly loss: Float64Array;
  /** Of the long-run mean on the same cells and periods. */
  readonly meanLoss: Float64Array;
}

/** How far forecasts were off, a day at a time, all categories together. `[area, day]`, the whole city behind the areas. */
export interface DayErrors {
  /** Incidents less those expected, in spreads that the forecasts say. */
  readonly bias: Float64Array;
  /** Mean negative log score of a cell, category and period. */
  readonly size: Float64Array;
}

/** A category's forecasts of the same periods, each made from what came before it. */
export interface RecordedForecasts {
  readonly expected: ExpectedCounts;
  readonly mean: ExpectedCounts;
}

/**
 * The track record of forecasts, those of each category in their place: by category, area and part of the day, and the errors of each day.
 * @returns the record as `[category, area, part of the day]`
 */
export function recordOf(
  counts: Counts,
  forecasts: readonly RecordedForecasts[],
  areas: Areas,
): { readonly record: CountRecord; readonly errors: DayErrors } {
  const { cells, categories, periods, periodsPerDay, values } = counts;
  const { from, to } = forecasts[0]?.expected ?? { from: 0, to: 0 };
  const days = (to - from) / periodsPerDay;
  const parts = categories.length * areas.count * periodsPerDay;
  const [seen, expected] = [new Uint32Array(parts), new Float64Array(parts)];
  const [loss, meanLoss] = [new Float64Array(parts), new Float64Array(parts)];
  const daily = new DailySums(areas.count, days);
  for (const [category, { expected: told, mean }] of forecasts.entries()) {
    const dispersion = told.dispersions[category] ?? 0;
    const meanDispersion = mean.dispersions[category] ?? 0;
    for (let period = from; period < to; period++) {
      const row = (category * (to - from) + period - from) * cells.length;
      for (let cell = 0; cell < cells.length; cell++) {
        const count = values[(cell * categories.length + category) * periods + period] ?? 0;
        const area = areas.ofCell[cell] ?? 0;
        const at = (category * areas.count + area) * periodsPerDay + (period % periodsPerDay);
        const value = told.means[row + cell] ?? 0;
        const score = negativeLogScore(count, value, dispersion);
        seen[at] = (seen[at] ?? 0) + count;
        expected[at] = (expected[at] ?? 0) + value;
        loss[at] = (loss[at] ?? 0) + score;
        meanLoss[at] =
          (meanLoss[at] ?? 0) + negativeLogScore(count, mean.means[row + cell] ?? 0, meanDispersion);
        const day = Math.floor((period - from) / periodsPerDay);
        daily.add(area, day, { error: count - value, variance: value + dispersion * value ** 2, score });
      }
    }
  }
  return { record: { seen, expected, loss, meanLoss }, errors: daily.errors() };
}

/** Sums of a day in each area. */
class DailySums {
  readonly #areas: number;
  readonly #days: number;
  /** `[sum, area, day]` */
  readonly #sums: Float64Array;

  constructor(areas: number, days: number) {
    this.#areas = areas;
    this.#days = days;
    this.#sums = new Float64Array(4 * areas * days);
  }

  add(
    area: number,
    day: number,
    { error, variance, score }: { readonly error: number; readonly variance: number; readonly score: number },
  ): void {
    const at = area * this.#days + day;
    for (const [sum, value] of [error, variance, score, 1].entries()) {
      const index = sum * this.#areas * this.#days + at;
      this.#sums[index] = (this.#sums[index] ?? 0) + value;
    }
  }

  /** The city is the sum of its areas. */
  errors(): DayErrors {
    const bias = new Float64Array((this.#areas + 1) * this.#days);
    const size = new Float64Array(bias.length);
    for (let area = 0; area <= this.#areas; area++) {
      for (let day = 0; day < this.#days; day++) {
        const [error = 0, variance = 0, score = 0, count = 0] = [0, 1, 2, 3].map((sum) =>
          this.#sumOf(sum, area, day),
        );
        bias[area * this.#days + day] = error / Math.sqrt(variance);
        size[area * this.#days + day] = score / count;
      }
    }
    return { bias, size };
  }

  #sumOf(sum: number, area: number, day: number): number {
    const first = sum * this.#areas;
    const areas = area < this.#areas ? [area] : Array.from({ length: this.#areas }, (_, index) => index);
    return areas.reduce((total, one) => total + (this.#sums[(first + one) * this.#days + day] ?? 0), 0);
  }
}
