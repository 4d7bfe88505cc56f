import { levelCount, type Forecast } from '../model.ts';
import type { Series } from '../series/series.ts';
import { targetsAt } from '../series/window.ts';
import { BreakdownSheet, type BreakdownRule, type BreakdownScores } from './breakdowns.ts';
import { isPeak, ScoreSheet, type Scores } from './metrics.ts';

/** Judges forecasts of all places of a series over all steps up to one horizon. */
export class HorizonJudge {
  /** Steps. */
  readonly horizon: number;
  readonly #series: Series;
  readonly #sheet: ScoreSheet;
  readonly #breakdowns: BreakdownSheet | undefined;
  readonly #losses: number[] = [];

  /** `congestedBelow` is in the unit of the data. */
  constructor(series: Series, horizon: number, congestedBelow: number, rule: BreakdownRule | undefined) {
    this.horizon = horizon;
    this.#series = series;
    this.#sheet = new ScoreSheet(series.places.length, congestedBelow);
    this.#breakdowns = rule && new BreakdownSheet(rule, series.stepSeconds);
  }

  /** Each origin's mean pinball loss, in the order in which they were added. */
  get losses(): readonly number[] {
    return this.#losses;
  }

  /** Adds a forecast of all places that was made at step `origin` of the series, for this horizon or a longer one. */
  add(origin: number, { horizonSteps, mean, quantiles }: Forecast): void {
    const { values, steps, calendar, places } = this.#series;
    const truth = targetsAt(this.#series, origin, this.horizon);
    const inPeak = Array.from({ length: this.horizon }, (_, step) =>
      isPeak(calendar.minuteOfDay[origin + step] ?? 0),
    );
    let sum = 0;
    let count = 0;
    for (let place = 0; place < places.length; place++) {
      const wanted = truth.subarray(place * this.horizon, (place + 1) * this.horizon);
      const first = place * horizonSteps;
      for (let step = 0; step < this.horizon; step++) {
        const at = first + step;
        const loss = this.#sheet.add(
          place,
          wanted[step] ?? NaN,
          mean[at] ?? NaN,
          quantiles,
          at * levelCount,
          inPeak[step],
        );
        if (Number.isNaN(loss)) continue;
        sum += loss;
        count++;
      }
      const last = values[place * steps + origin - 1] ?? NaN;
      this.#breakdowns?.add(place, origin, last, wanted, quantiles, first * levelCount);
    }
    this.#losses.push(sum / count);
  }

  scores(): Scores {
    return this.#sheet.scores();
  }

  breakdowns(): BreakdownScores | null {
    return this.#breakdowns?.scores() ?? null;
  }
}
