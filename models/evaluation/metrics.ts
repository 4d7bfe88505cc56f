import { quantileLevels } from '../model.ts';
import { IntervalTally, worstTenth } from './interval-tally.ts';

/** Position of the 5 % and 95 % levels: the interval whose coverage is reported. */
const lowest = 0;
const highest = quantileLevels.length - 1;
const median = quantileLevels.indexOf(0.5);

/** The loss of a quantile forecast; its mean over many is least for the true quantile (Koenker and Bassett 1978). */
export function pinballLoss(truth: number, quantile: number, level: number): number {
  const error = truth - quantile;
  return error >= 0 ? level * error : (level - 1) * error;
}

/**
 * The levels 5, 25, 50, 75 and 95 %, each from the levels that stand for it: forecasts hold neither 25 nor 75 %, which are taken
 * halfway between the levels beside them.
 */
const fiveLevels = [
  { level: 0.05, from: [0.05] },
  { level: 0.25, from: [0.2, 0.3] },
  { level: 0.5, from: [0.5] },
  { level: 0.75, from: [0.7, 0.8] },
  { level: 0.95, from: [0.95] },
].map(({ level, from }) => ({
  level,
  positions: from.map((each) => quantileLevels.findIndex((known) => known === each)),
}));

/** Mean pinball loss over the levels 5, 25, 50, 75 and 95 % of one forecast, whose levels begin at `offset`. */
export function pinballOfFive(truth: number, quantiles: Float32Array, offset: number): number {
  let sum = 0;
  for (const { level, positions } of fiveLevels) {
    let value = 0;
    for (const position of positions) value += quantiles[offset + position] ?? NaN;
    sum += pinballLoss(truth, value / positions.length, level);
  }
  return sum / fiveLevels.length;
}

/** Whether a local time lies in the two peaks of a day of traffic: 7 to 10 and 16 to 19. */
export function isPeak(minuteOfDay: number): boolean {
  const hour = minuteOfDay / 60;
  return (hour >= 7 && hour < 10) || (hour >= 16 && hour < 19);
}

/** Scores over everything added. NaN where nothing was. Shares are 0 to 1; errors and widths in the unit of the data. */
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
  /** Mean over 5, 25, 50, 75 and 95 %. */
  readonly pinballOfFive: number;
  /** Share of true values within the 5 to 95 % interval, and its mean width. */
  readonly coverage: number;
  readonly width: number;
  /** The same where the mean forecast is below the congestion limit. */
  readonly coverageCongested: number;
  readonly widthCongested: number;
  readonly countCongested: number;
  /** The same in the peaks of the day. */
  readonly coveragePeaks: number;
  readonly widthPeaks: number;
  /** The same over the tenth of places with the lowest coverage. */
  readonly coverageWorstPlaces: number;
  readonly widthWorstPlaces: number;
}

/** Adds up scores forecast by forecast. */
export class ScoreSheet {
  readonly #congestedBelow: number;
  readonly #everywhere = new IntervalTally();
  readonly #congested = new IntervalTally();
  readonly #peaks = new IntervalTally();
  readonly #byPlace: readonly IntervalTally[];
  #squares = 0;
  #absolute = 0;
  #absoluteMedian = 0;
  #pinball = 0;
  #pinballOfFive = 0;

  /** `congestedBelow` is in the unit of the data. */
  constructor(placeCount: number, congestedBelow: number) {
    this.#congestedBelow = congestedBelow;
    this.#byPlace = Array.from({ length: placeCount }, () => new IntervalTally());
  }

  /**
   * Adds one forecast. `quantiles` hold all levels from `offset`. Gives its mean pinball loss, or NaN when truth or
   * forecast is missing, and then nothing is added.
   */
  add(
    place: number,
    truth: number,
    mean: number,
    quantiles: Float32Array,
    offset: number,
    inPeak = false,
  ): number {
    if (Number.isNaN(truth) || Number.isNaN(mean)) return NaN;
    let pinball = 0;
    quantileLevels.forEach((level, index) => {
      pinball += pinballLoss(truth, quantiles[offset + index] ?? NaN, level);
    });
    pinball /= quantileLevels.length;
    const error = truth - mean;
    const low = quantiles[offset + lowest] ?? NaN;
    const high = quantiles[offset + highest] ?? NaN;
    const inside = truth >= low && truth <= high;
    this.#squares += error * error;
    this.#absolute += Math.abs(error);
    this.#absoluteMedian += Math.abs(truth - (quantiles[offset + median] ?? NaN));
    this.#pinball += pinball;
    this.#pinballOfFive += pinballOfFive(truth, quantiles, offset);
    this.#everywhere.add(inside, high - low);
    this.#byPlace[place]?.add(inside, high - low);
    if (mean < this.#congestedBelow) this.#congested.add(inside, high - low);
    if (inPeak) this.#peaks.add(inside, high - low);
    return pinball;
  }

  scores(): Scores {
    const { count } = this.#everywhere;
    const worst = worstTenth(this.#byPlace);
    return {
      count,
      rmse: Math.sqrt(this.#squares / count),
      mae: this.#absolute / count,
      maeMedian: this.#absoluteMedian / count,
      pinball: this.#pinball / count,
      pinballOfFive: this.#pinballOfFive / count,
      coverage: this.#everywhere.coverage,
      width: this.#everywhere.width,
      coverageCongested: this.#congested.coverage,
      widthCongested: this.#congested.width,
      countCongested: this.#congested.count,
      coveragePeaks: this.#peaks.coverage,
      widthPeaks: this.#peaks.width,
      coverageWorstPlaces: worst.coverage,
      widthWorstPlaces: worst.width,
    };
  }
}
