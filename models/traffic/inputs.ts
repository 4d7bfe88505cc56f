import type { DeclaredInputs, GroupId } from '../model.ts';
import type { FilledWindow } from '../series/fill.ts';
import { heardOf, isStuck } from './gaps.ts';
import type { GivenWriter } from './given/family.ts';
import { givenColumns, givenWriter } from './given/given.ts';
import type { Habits } from './habits.ts';
import { isWeekend } from '../series/daily-profile.ts';
import { bothWays, neighbourMeans, neighbourShares } from '../series/neighbours.ts';
import { historySteps } from './steps.ts';

export const trafficInputs: DeclaredInputs = {
  historySteps,
  daysBefore: [],
  attributes: [],
  links: ['adjacency', 'similarity', 'road'],
  covariates: [],
};

/** Places further away than this reach no feature of a place. */
export const linksAway = 2;

export const trafficGroups: readonly GroupId[] = ['calendar', 'neighbours', 'own-last-hour'];

/** Mean and spread of all training values: features and targets are counted in that spread, so any unit will do. */
export interface Scale {
  readonly mean: number;
  readonly spread: number;
}

/** Two waves of the day, as sine and cosine each, and whether it is a weekend. */
const clockCount = 5;
/** The spread around the usual at the first, a middle and the last target step. */
const deviationCount = 3;

/**
 * Own lags, missing flags, whether all lags are the same, neighbours one and two links away, usual of neighbours, usual at the last and target steps,
 * the same of the day type, spread around the usual, clock, place; then what the network is given beside.
 */
export function featureCount(horizonSteps: number, given: readonly string[] = []): number {
  const own = 4 * historySteps + 1 + 2 + 2 * (1 + horizonSteps) + deviationCount + clockCount + 2;
  return own + givenColumns(given);
}

/** Which history steps were measured, not filled in: 1 = missing. `[place, history step]` */
export function missingFlags(history: Float32Array): Float32Array {
  return history.map((value) => (Number.isNaN(value) ? 1 : 0));
}

/** What of each place's normal the features need. */
export interface PlaceNormals {
  readonly placeMeans: Float32Array;
  readonly placeSpreads: Float32Array;
}

/**
 * Writes features of places of one window, all in spreads and relative to the place's last value (the level itself
 * excepted), so that a place is known by what it does and not by its name.
 */
export class TrafficFeatures {
  readonly filled: FilledWindow;
  readonly scale: Scale;
  /** How many numbers `write` writes. */
  readonly width: number;
  readonly #given: GivenWriter;
  readonly #habits: Habits;
  readonly #clock: readonly number[];
  readonly #normals: PlaceNormals;
  readonly #missing: Float32Array;
  readonly #oneLink: Float32Array;
  readonly #twoLinks: Float32Array;
  readonly #neighbourUsual: Float32Array;

  /** @param given what the network was trained with */
  constructor(
    filled: FilledWindow,
    habits: Habits,
    normals: PlaceNormals,
    scale: Scale,
    given: readonly string[],
  ) {
    this.filled = filled;
    this.width = featureCount(filled.window.horizonSteps, given);
    this.#habits = habits;
    this.#clock = clockOf(filled);
    this.scale = scale;
    this.#normals = normals;
    this.#missing = missingFlags(filled.window.history);
    const shares = neighbourShares(bothWays(filled.window.links));
    const { history, usualHistory } = filled;
    const own = (place: number, step: number): number => history[place * historySteps + step] ?? NaN;
    const heard = heardOf(filled, history);
    const heardUsual = heardOf(filled, usualHistory);
    this.#given = givenWriter({ filled, heard, heardUsual, spread: scale.spread }, given);
    this.#oneLink = neighbourMeans(shares, heard, historySteps, own);
    const oneLink = this.#oneLink;
    this.#twoLinks = neighbourMeans(
      shares,
      oneLink,
      historySteps,
      (place, step) => oneLink[place * historySteps + step] ?? NaN,
    );
    this.#neighbourUsual = neighbourMeans(
      shares,
      heardUsual,
      historySteps,
      (place, step) => usualHistory[place * historySteps + step] ?? NaN,
    );
  }

  /** The place's last value: what forecasts are counted from. NaN when nothing is known. */
  lastValue(place: number): number {
    return this.filled.history[(place + 1) * historySteps - 1] ?? NaN;
  }

  /** Writes `width` numbers from `offset`; false when nothing is known of the place. */
  write(place: number, out: Float32Array, offset: number): boolean {
    const last = this.lastValue(place);
    if (Number.isNaN(last)) return false;
    const { mean, spread } = this.scale;
    const { window, trained, history, usualHistory, usualHorizon } = this.filled;
    const first = place * historySteps;
    let at = offset;
    const put = (value: number): void => {
      out[at++] = (value - last) / spread;
    };
    out[at++] = (last - mean) / spread;
    for (let lag = 0; lag < historySteps - 1; lag++) put(history[first + lag] ?? last);
    for (let lag = 0; lag < historySteps; lag++) out[at++] = this.#missing[first + lag] ?? 0;
    out[at++] = isStuck(this.filled, place) ? 1 : 0;
    for (let lag = 0; lag < historySteps; lag++) put(this.#oneLink[first + lag] ?? last);
    for (let lag = 0; lag < historySteps; lag++) put(this.#twoLinks[first + lag] ?? last);
    put(this.#neighbourUsual[first] ?? last);
    put(this.#neighbourUsual[first + historySteps - 1] ?? last);
    put(usualHistory[first + historySteps - 1] ?? last);
    for (let step = 0; step < window.horizonSteps; step++)
      put(usualHorizon[place * window.horizonSteps + step] ?? last);
    put(this.#habits.dayTypeLast[place] ?? last);
    const horizonAt = place * window.horizonSteps;
    for (let step = 0; step < window.horizonSteps; step++)
      put(this.#habits.dayTypeHorizon[horizonAt + step] ?? last);
    for (const step of [0, Math.floor(window.horizonSteps / 2), window.horizonSteps - 1]) {
      const deviation = this.#habits.deviations[horizonAt + step] ?? NaN;
      out[at++] = Number.isNaN(deviation) ? 1 : deviation / spread;
    }
    for (const value of this.#clock) out[at++] = value;
    const known = trained[place] ?? -1;
    out[at++] = ((this.#normals.placeMeans[known] ?? usualHistory[first] ?? mean) - mean) / spread;
    out[at++] = (this.#normals.placeSpreads[known] ?? spread) / spread;
    this.#given.write(place, out, at);
    return true;
  }
}

/** Where the horizon begins in the day, and whether that day is one of the weekend. */
function clockOf({ window: { horizonCalendar } }: FilledWindow): number[] {
  const angle = (2 * Math.PI * (horizonCalendar.minuteOfDay[0] ?? 0)) / 1440;
  const weekend = isWeekend(horizonCalendar.dayOfWeek[0] ?? 0) ? 1 : 0;
  return [Math.sin(angle), Math.cos(angle), Math.sin(2 * angle), Math.cos(2 * angle), weekend];
}
