import type { DeclaredInputs, GroupId } from '../model.ts';
import type { FilledWindow } from '../series/fill.ts';
import { bothWays, neighbourMeans, neighbourShares } from '../series/neighbours.ts';

export const historySteps = 12;

export const trafficInputs: DeclaredInputs = {
  historySteps,
  daysBefore: [],
  attributes: [],
  links: ['adjacency', 'similarity', 'road'],
  covariates: [],
};

export const trafficGroups: readonly GroupId[] = ['calendar', 'neighbours', 'own-last-hour'];

/** Mean and spread of all training values: features and targets are counted in that spread, so any unit will do. */
export interface Scale {
  readonly mean: number;
  readonly spread: number;
}

/** Own lags, missing flags, neighbours one and two links away, usual of neighbours, usual at the last and target steps, place. */
export function featureCount(horizonSteps: number): number {
  return 4 * historySteps + 2 + 1 + horizonSteps + 2;
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
  readonly #normals: PlaceNormals;
  readonly #missing: Float32Array;
  readonly #oneLink: Float32Array;
  readonly #twoLinks: Float32Array;
  readonly #neighbourUsual: Float32Array;

  constructor(filled: FilledWindow, normals: PlaceNormals, scale: Scale) {
    this.filled = filled;
    this.scale = scale;
    this.#normals = normals;
    this.#missing = missingFlags(filled.window.history);
    const shares = neighbourShares(bothWays(filled.window.links));
    const { history, usualHistory } = filled;
    this.#oneLink = neighbourMeans(
      shares,
      history,
      historySteps,
      (place, step) => history[place * historySteps + step] ?? NaN,
    );
    const oneLink = this.#oneLink;
    this.#twoLinks = neighbourMeans(
      shares,
      oneLink,
      historySteps,
      (place, step) => oneLink[place * historySteps + step] ?? NaN,
    );
    this.#neighbourUsual = neighbourMeans(
      shares,
      usualHistory,
      historySteps,
      (place, step) => usualHistory[place * historySteps + step] ?? NaN,
    );
  }

  /** The place's last value: what forecasts are counted from. NaN when nothing is known. */
  lastValue(place: number): number {
    return this.filled.history[(place + 1) * historySteps - 1] ?? NaN;
  }

  /** Writes `featureCount` numbers from `offset`; false when nothing is known of the place. */
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
    for (let lag = 0; lag < historySteps; lag++) put(this.#oneLink[first + lag] ?? last);
    for (let lag = 0; lag < historySteps; lag++) put(this.#twoLinks[first + lag] ?? last);
    put(this.#neighbourUsual[first] ?? last);
    put(this.#neighbourUsual[first + historySteps - 1] ?? last);
    put(usualHistory[first + historySteps - 1] ?? last);
    for (let step = 0; step < window.horizonSteps; step++)
      put(usualHorizon[place * window.horizonSteps + step] ?? last);
    const known = trained[place] ?? -1;
    out[at++] = ((this.#normals.placeMeans[known] ?? usualHistory[first] ?? mean) - mean) / spread;
    out[at] = (this.#normals.placeSpreads[known] ?? spread) / spread;
    return true;
  }
}
