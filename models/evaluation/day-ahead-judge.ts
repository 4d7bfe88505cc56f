import { overloadOf } from '../energy/paths/overload.ts';
import { samplePaths, sortedAt, summedPaths, type Templates } from '../energy/paths/sample-paths.ts';
import { quantileOfSorted } from '../intervals/quantile.ts';
import { levelCount, quantileLevels } from '../model.ts';
import type { Series } from '../series/series.ts';
import { targetsAt } from '../series/window.ts';
import type { DayForecast } from './day-ahead-protocol.ts';
import { DayAheadSheet, type DayAheadScores } from './day-ahead-sheet.ts';
import { ExceedanceSheet, type ExceedanceScores } from './exceedance-sheet.ts';

const hours = 24;
/** Share of the hours before the judged days that a rating is exceeded in: made up, because nobody states ratings. */
const shareAboveRating = 0.1;

/** What came of the forecasts of one model. */
export interface JudgedDays {
  /** Each place in its order, then the sum of all. */
  readonly targets: readonly {
    readonly scores: DayAheadScores;
    readonly maePerDay: readonly number[];
    readonly pinballPerDay: readonly number[];
  }[];
  /** Over the places together. */
  readonly coverage: number;
  readonly coverageAtPeak: number;
  readonly overload: ExceedanceScores;
}

/** Judges forecasts of the same days by different models. */
export class DayAheadJudge {
  readonly ratings: readonly number[];
  readonly #places: number;
  readonly #truths: readonly Float32Array[];
  /** `[place, hour of the day]`: share of the days before that were above the rating. */
  readonly #usual: Float32Array;

  /** @param daysBefore so many days before the first origin say what ratings and usual shares are */
  constructor(series: Series, origins: readonly number[], daysBefore: number) {
    const places = series.places.length;
    const first = origins[0] ?? 0;
    const from = Math.max(first - daysBefore * hours, 0);
    this.#places = places;
    this.#truths = origins.map((origin) => targetsAt(series, origin, hours));
    const before = series.places.map((_, place) =>
      series.values.subarray(place * series.steps + from, place * series.steps + first),
    );
    this.ratings = before.map((values) =>
      quantileOfSorted(values.filter((value) => !Number.isNaN(value)).sort(), 1 - shareAboveRating),
    );
    this.#usual = Float32Array.from({ length: places * hours }, (_, index) => {
      const [place, hour] = [Math.floor(index / hours), index % hours];
      const own = (before[place] ?? new Float32Array(0)).filter(
        (value, at) => !Number.isNaN(value) && (at - (first - from) + hours * daysBefore) % hours === hour,
      );
      return own.filter((value) => value > (this.ratings[place] ?? NaN)).length / own.length;
    });
  }

  /** @param templates one for each day */
  judge(days: readonly DayForecast[], templates: readonly Templates[]): JudgedDays {
    const sheets = Array.from({ length: this.#places + 1 }, () => new DayAheadSheet());
    const overload = new ExceedanceSheet();
    days.forEach(({ mean, quantiles }, day) => {
      const truth = this.#truths[day] ?? new Float32Array(0);
      for (let place = 0; place < this.#places; place++) {
        const own = (values: Float32Array, width: number): Float32Array =>
          values.subarray(place * hours * width, (place + 1) * hours * width);
        sheets[place]?.addDay(own(truth, 1), own(mean, 1), own(quantiles, levelCount));
      }
      const places = Uint32Array.from({ length: this.#places }, (_, place) => place);
      const forecast = {
        places,
        horizonSteps: hours,
        levels: quantileLevels,
        mean,
        quantiles,
        imputedSteps: new Uint16Array(this.#places),
        notices: [],
      };
      const paths = samplePaths(forecast, templates[day] ?? { count: 0, values: new Float32Array(0) });
      const sum = summedPaths(paths, [[...places]]);
      const sumQuantiles = Float32Array.from({ length: hours * levelCount }, (_, index) =>
        quantileOfSorted(
          sortedAt(sum, 0, Math.floor(index / levelCount)),
          quantileLevels[index % levelCount] ?? NaN,
        ),
      );
      sheets[this.#places]?.addDay(added(truth), added(mean), sumQuantiles);
      for (const place of places) {
        const { perStep } = overloadOf(paths, place, this.ratings[place] ?? NaN);
        perStep.forEach((probability, hour) => {
          const value = truth[place * hours + hour] ?? NaN;
          if (Number.isNaN(value)) return;
          const usual = this.#usual[place * hours + hour] ?? NaN;
          overload.add(probability, usual, value > (this.ratings[place] ?? NaN));
        });
      }
    });
    const targets = sheets.map((sheet) => ({
      scores: sheet.scores(),
      maePerDay: sheet.maePerDay,
      pinballPerDay: sheet.pinballPerDay,
    }));
    const over = (name: 'coverage' | 'coverageAtPeak'): number =>
      targets.slice(0, -1).reduce((sum, { scores }) => sum + scores[name], 0) / this.#places;
    return {
      targets,
      coverage: over('coverage'),
      coverageAtPeak: over('coverageAtPeak'),
      overload: overload.scores(),
    };
  }
}

/** The sum over places of `[place, step]`. */
function added(values: Float32Array): Float32Array {
  return Float32Array.from({ length: hours }, (_, step) => {
    let sum = 0;
    for (let index = step; index < values.length; index += hours) sum += values[index] ?? NaN;
    return sum;
  });
}
