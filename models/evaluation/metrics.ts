import { quantileLevels } from '../model.ts';

/** Position of the 5 % and 95 % levels: the interval whose coverage is reported. */
const lowest = 0;
const highest = quantileLevels.length - 1;
const median = quantileLevels.indexOf(0.5);

/** The loss of a quantile forecast; its mean over many is least for the true quantile (Koenker and Bassett 1978). */
export function pinballLoss(truth: number, quantile: number, level: number): number {
  const error = truth - quantile;
  return error >= 0 ? level * error : (level - 1) * error;
}

/** Scores over everything added. NaN where nothing was. Shares are 0 to 1. */
export interface Scores {
  readonly count: number;
  /** Of the mean forecast. */
  readonly rmse: number;
  /** Of the mean forecast. */
  readonly mae: number;
  /** Of the median. */
  readonly maeMedian: number;
  /** Mean over all levels. */
  readonly pinball: number;
  /** Share of true values within the 5 to 95 % interval. */
  readonly coverage: number;
  /** The same where the mean forecast is below the congestion limit. */
  readonly coverageCongested: number;
  readonly countCongested: number;
  /** The same over the tenth of places with the lowest coverage. */
  readonly coverageWorstPlaces: number;
}

/** Adds up scores forecast by forecast. */
export class ScoreSheet {
  readonly #congestedBelow: number;
  readonly #insideByPlace: Float64Array;
  readonly #countByPlace: Float64Array;
  #count = 0;
  #squares = 0;
  #absolute = 0;
  #absoluteMedian = 0;
  #pinball = 0;
  #congested = 0;
  #congestedInside = 0;

  /** `congestedBelow` is in the unit of the data. */
  constructor(placeCount: number, congestedBelow: number) {
    this.#congestedBelow = congestedBelow;
    this.#insideByPlace = new Float64Array(placeCount);
    this.#countByPlace = new Float64Array(placeCount);
  }

  /**
   * Adds one forecast. `quantiles` hold all levels from `offset`. Gives its mean pinball loss, or NaN when truth or
   * forecast is missing, and then nothing is added.
   */
  add(place: number, truth: number, mean: number, quantiles: Float32Array, offset: number): number {
    if (Number.isNaN(truth) || Number.isNaN(mean)) return NaN;
    let pinball = 0;
    quantileLevels.forEach((level, index) => {
      pinball += pinballLoss(truth, quantiles[offset + index] ?? NaN, level);
    });
    pinball /= quantileLevels.length;
    const error = truth - mean;
    const inside =
      truth >= (quantiles[offset + lowest] ?? NaN) && truth <= (quantiles[offset + highest] ?? NaN) ? 1 : 0;
    this.#count++;
    this.#squares += error * error;
    this.#absolute += Math.abs(error);
    this.#absoluteMedian += Math.abs(truth - (quantiles[offset + median] ?? NaN));
    this.#pinball += pinball;
    this.#insideByPlace[place] = (this.#insideByPlace[place] ?? 0) + inside;
    this.#countByPlace[place] = (this.#countByPlace[place] ?? 0) + 1;
    if (mean < this.#congestedBelow) {
      this.#congested++;
      this.#congestedInside += inside;
    }
    return pinball;
  }

  scores(): Scores {
    const inside = this.#insideByPlace.reduce((sum, value) => sum + value, 0);
    return {
      count: this.#count,
      rmse: Math.sqrt(this.#squares / this.#count),
      mae: this.#absolute / this.#count,
      maeMedian: this.#absoluteMedian / this.#count,
      pinball: this.#pinball / this.#count,
      coverage: inside / this.#count,
      coverageCongested: this.#congestedInside / this.#congested,
      countCongested: this.#congested,
      coverageWorstPlaces: this.#worstPlaces(),
    };
  }

  #worstPlaces(): number {
    const coverages = Array.from(
      this.#insideByPlace,
      (inside, place) => inside / (this.#countByPlace[place] ?? 0),
    )
      .filter((coverage) => !Number.isNaN(coverage))
      .sort((a, b) => a - b);
    const worst = coverages.slice(0, Math.max(Math.floor(coverages.length / 10), 1));
    return worst.reduce((sum, coverage) => sum + coverage, 0) / worst.length;
  }
}
