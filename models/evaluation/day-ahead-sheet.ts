import { levelCount, medianLevel, quantileLevels } from '../model.ts';

/** Scores of one place, or of all together, a day ahead. In the unit of the data. */
export interface DayAheadScores {
  readonly days: number;
  /** Of the median. */
  readonly mae: number;
  readonly maeOfMean: number;
  /** Of the mean. */
  readonly rmse: number;
  /** Mean pinball loss of the nine deciles. */
  readonly pinball: number;
  /** Share of truth within the 5 to 95 % interval, and the mean width of that. */
  readonly coverage: number;
  readonly width: number;
  /** The same share at the hour in which the load of a day is highest. */
  readonly coverageAtPeak: number;
}

const [lowest, highest] = [0, levelCount - 1];

/** Collects forecasts of one place a day ahead, day by day. */
export class DayAheadSheet {
  /** Of each day, for paired comparisons. */
  readonly maePerDay: number[] = [];
  readonly pinballPerDay: number[] = [];
  #hours = 0;
  #absoluteOfMean = 0;
  #squares = 0;
  #inside = 0;
  #width = 0;
  #peaks = 0;
  #peaksInside = 0;

  /** @param truth `[step]`, NaN = missing · @param mean `[step]` · @param quantiles `[step, level]` */
  addDay(truth: Float32Array, mean: Float32Array, quantiles: Float32Array): void {
    let [absolute, pinball, hours, peak, peakInside] = [0, 0, 0, -Infinity, false];
    truth.forEach((value, step) => {
      const error = value - (mean[step] ?? NaN);
      if (Number.isNaN(error)) return;
      const at = (level: number): number => quantiles[step * levelCount + level] ?? NaN;
      const inside = value >= at(lowest) && value <= at(highest);
      hours++;
      absolute += Math.abs(value - at(medianLevel));
      for (let level = lowest + 1; level < highest; level++) {
        const apart = value - at(level);
        const share = quantileLevels[level] ?? NaN;
        pinball += Math.max(share * apart, (share - 1) * apart) / (highest - lowest - 1);
      }
      this.#absoluteOfMean += Math.abs(error);
      this.#squares += error * error;
      this.#width += at(highest) - at(lowest);
      if (inside) this.#inside++;
      if (value > peak) [peak, peakInside] = [value, inside];
    });
    this.maePerDay.push(absolute / hours);
    this.pinballPerDay.push(pinball / hours);
    if (hours === 0) return;
    this.#hours += hours;
    this.#peaks++;
    if (peakInside) this.#peaksInside++;
  }

  scores(): DayAheadScores {
    return {
      days: this.#peaks,
      mae: meanOf(this.maePerDay),
      maeOfMean: this.#absoluteOfMean / this.#hours,
      rmse: Math.sqrt(this.#squares / this.#hours),
      pinball: meanOf(this.pinballPerDay),
      coverage: this.#inside / this.#hours,
      width: this.#width / this.#hours,
      coverageAtPeak: this.#peaksInside / this.#peaks,
    };
  }
}

/** The mean of what is known. */
export function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
