import { profileIndex, type DailyProfile } from './daily-profile.ts';
import type { Series } from './series.ts';

/**
 * The usual of a training step without the readings around that very step: what it would have been had this situation
 * not happened. A model trained on the plain usual trusts it too much, because the answer is part of it.
 */
export class UsualWithoutSelf {
  readonly #series: Series;
  readonly #usual: DailyProfile;
  readonly #halfWidth: number;
  /** `[place, step + 1]`: sums, sums of squares and counts of the readings before a step. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #counts: Uint32Array;

  /** `usual` must have been learned from this series. */
  constructor(series: Series, usual: DailyProfile) {
    this.#series = series;
    this.#usual = usual;
    this.#halfWidth = Math.floor(usual.halfWidthMinutes / usual.slotMinutes);
    const width = series.steps + 1;
    this.#sums = new Float64Array(series.places.length * width);
    this.#squares = new Float64Array(series.places.length * width);
    this.#counts = new Uint32Array(series.places.length * width);
    for (let place = 0; place < series.places.length; place++) {
      for (let step = 0; step < series.steps; step++) {
        const value = series.values[place * series.steps + step] ?? NaN;
        const known = !Number.isNaN(value);
        const index = place * width + step;
        this.#sums[index + 1] = (this.#sums[index] ?? 0) + (known ? value : 0);
        this.#squares[index + 1] = (this.#squares[index] ?? 0) + (known ? value * value : 0);
        this.#counts[index + 1] = (this.#counts[index] ?? 0) + (known ? 1 : 0);
      }
    }
  }

  /** `[place, step]` for the steps from `from` on; steps outside the series have the nearest one's. */
  along(from: number, steps: number): Float32Array {
    return this.#each(from, steps, (place, { count, sum }) =>
      count > 0 ? sum / count : (this.#usual.placeMeans[place] ?? NaN),
    );
  }

  /** How many other readings each of those is the mean of. */
  countsAlong(from: number, steps: number): Float32Array {
    return this.#each(from, steps, (_, { count }) => Math.max(count, 0));
  }

  /** Their standard deviation; that of the place where there are none. */
  deviationsAlong(from: number, steps: number): Float32Array {
    return this.#each(from, steps, (place, { count, sum, square }) =>
      count > 0
        ? Math.sqrt(Math.max(square / count - (sum / count) ** 2, 0))
        : (this.#usual.placeSpreads[place] ?? NaN),
    );
  }

  #each(from: number, steps: number, value: (place: number, others: Others) => number): Float32Array {
    const series = this.#series;
    const out = new Float32Array(series.places.length * steps);
    for (let offset = 0; offset < steps; offset++) {
      const step = Math.min(Math.max(from + offset, 0), series.steps - 1);
      for (let place = 0; place < series.places.length; place++)
        out[place * steps + offset] = value(place, this.#others(place, step));
    }
    return out;
  }

  /** The readings of the usual at that step without those around the step itself. */
  #others(place: number, step: number): Others {
    const { calendar, steps } = this.#series;
    const { counts, means, deviations } = this.#usual;
    const minute = calendar.minuteOfDay[step] ?? 0;
    const index = profileIndex(this.#usual, place, minute, calendar.dayOfWeek[step] ?? 0);
    const base = place * (steps + 1);
    const begin = base + Math.max(step - this.#halfWidth, 0);
    const end = base + Math.min(step + this.#halfWidth + 1, steps);
    const count = counts[index] ?? 0;
    const mean = means[index] ?? NaN;
    const square = (deviations[index] ?? NaN) ** 2 + mean ** 2;
    return {
      count: count - ((this.#counts[end] ?? 0) - (this.#counts[begin] ?? 0)),
      sum: mean * count - ((this.#sums[end] ?? 0) - (this.#sums[begin] ?? 0)),
      square: square * count - ((this.#squares[end] ?? 0) - (this.#squares[begin] ?? 0)),
    };
  }
}

interface Others {
  readonly count: number;
  readonly sum: number;
  readonly square: number;
}
