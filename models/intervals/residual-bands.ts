import { levelCount, quantileLevels } from '../model.ts';
import { quantileOfSorted } from './quantile.ts';
import { regimeCount, regimeCuts, regimeOf, standing } from './regimes.ts';

/** Held-out mean forecasts of all places and what came true; both `[place, horizon step]`, NaN = not known. */
export interface HeldOut {
  readonly mean: Float32Array;
  readonly truth: Float32Array;
}

/** What is normal for each place, to tell regimes. */
export interface PlaceScales {
  readonly placeMeans: Float32Array;
  readonly placeSpreads: Float32Array;
}

/**
 * Intervals around a mean forecast from the quantiles of its held-out errors: an error counts in spreads of its place, and
 * quantiles are kept for each horizon step and regime.
 */
export interface ResidualBands {
  readonly horizonSteps: number;
  /** Between regimes. */
  readonly cuts: Float32Array;
  /** `[horizon step, regime, level]` */
  readonly values: Float32Array;
  /** `[place]`: spread of the errors, drawn towards that of all places where few are known. */
  readonly errorSpreads: Float32Array;
  /** For places that were not there. */
  readonly sharedSpread: number;
}

/** Fewer errors than this in one regime and step: that step's errors of all regimes are taken. */
const enoughErrors = 100;
/** The spread of all places weighs as much as this many errors of the place. */
const priorErrors = 200;

export function fitResidualBands(
  heldOut: readonly HeldOut[],
  scales: PlaceScales,
  horizonSteps: number,
): ResidualBands {
  const places = scales.placeMeans.length;
  const { errorSpreads, sharedSpread } = spreadsOfErrors(heldOut, places, horizonSteps);
  const cuts = regimeCuts(allStandings(heldOut, scales, horizonSteps));
  const values = new Float32Array(horizonSteps * regimeCount * levelCount);
  const errors = Array.from({ length: regimeCount }, () => new Float32Array(heldOut.length * places));
  for (let step = 0; step < horizonSteps; step++) {
    const counts = new Uint32Array(regimeCount);
    for (const { mean, truth } of heldOut) {
      for (let place = 0; place < places; place++) {
        const forecast = mean[place * horizonSteps + step] ?? NaN;
        const error = (truth[place * horizonSteps + step] ?? NaN) - forecast;
        if (Number.isNaN(error)) continue;
        const value = standing(forecast, scales.placeMeans[place] ?? NaN, scales.placeSpreads[place] ?? NaN);
        const regime = regimeOf(cuts, value);
        const count = counts[regime] ?? 0;
        const column = errors[regime];
        if (column !== undefined) column[count] = error / (errorSpreads[place] ?? sharedSpread);
        counts[regime] = count + 1;
      }
    }
    const byRegime = errors.map((column, regime) => column.slice(0, counts[regime] ?? 0).sort());
    const pooled = byRegime.some((sorted) => sorted.length < enoughErrors)
      ? pool(byRegime)
      : new Float32Array(0);
    byRegime.forEach((own, regime) => {
      const sorted = own.length < enoughErrors ? pooled : own;
      quantileLevels.forEach((level, index) => {
        const value = quantileOfSorted(sorted, level);
        values[(step * regimeCount + regime) * levelCount + index] = Number.isNaN(value) ? 0 : value;
      });
    });
  }
  return { horizonSteps, cuts, values, errorSpreads, sharedSpread };
}

/** Writes the quantiles of one mean forecast into `out` from `offset`; never decreasing. `place` -1 = a new place. */
export function writeQuantiles(
  bands: ResidualBands,
  scales: PlaceScales,
  place: number,
  step: number,
  mean: number,
  out: Float32Array,
  offset: number,
): void {
  const value = standing(mean, scales.placeMeans[place] ?? NaN, scales.placeSpreads[place] ?? NaN);
  const base = (step * regimeCount + regimeOf(bands.cuts, value)) * levelCount;
  const spread = bands.errorSpreads[place] ?? bands.sharedSpread;
  for (let level = 0; level < levelCount; level++) {
    out[offset + level] = mean + spread * (bands.values[base + level] ?? 0);
  }
}

function pool(columns: readonly Float32Array[]): Float32Array {
  return Float32Array.from(columns.flatMap((column) => [...column])).sort();
}

function spreadsOfErrors(
  heldOut: readonly HeldOut[],
  places: number,
  horizonSteps: number,
): Pick<ResidualBands, 'errorSpreads' | 'sharedSpread'> {
  const squares = new Float64Array(places);
  const counts = new Float64Array(places);
  for (const { mean, truth } of heldOut) {
    for (let index = 0; index < mean.length; index++) {
      const error = (truth[index] ?? NaN) - (mean[index] ?? NaN);
      if (Number.isNaN(error)) continue;
      const place = Math.floor(index / horizonSteps);
      squares[place] = (squares[place] ?? 0) + error * error;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  const count = counts.reduce((sum, value) => sum + value, 0);
  const shared = count > 0 ? squares.reduce((sum, value) => sum + value, 0) / count : 0;
  return {
    errorSpreads: Float32Array.from(squares, (square, place) => {
      const spread = Math.sqrt((square + priorErrors * shared) / ((counts[place] ?? 0) + priorErrors));
      return spread > 0 ? spread : 1;
    }),
    sharedSpread: shared > 0 ? Math.sqrt(shared) : 1,
  };
}

function allStandings(heldOut: readonly HeldOut[], scales: PlaceScales, horizonSteps: number): Float32Array {
  const standings: number[] = [];
  for (const { mean } of heldOut) {
    mean.forEach((value, index) => {
      if (Number.isNaN(value)) return;
      const place = Math.floor(index / horizonSteps);
      standings.push(standing(value, scales.placeMeans[place] ?? NaN, scales.placeSpreads[place] ?? NaN));
    });
  }
  return Float32Array.from(standings);
}
