import { levelCount, quantileLevels } from '../model.ts';
import { quantileOfSorted } from './quantile.ts';
import { regimeCount, regimeCuts, regimeOf, standing } from './regimes.ts';
import type { PlaceScales } from './residual-bands.ts';

/** Held-out forecasts with quantiles and what came true. `[place, step]`, quantiles `[place, step, level]`, NaN = not known. */
export interface HeldOutQuantiles {
  readonly mean: Float32Array;
  readonly quantiles: Float32Array;
  readonly truth: Float32Array;
}

/**
 * Corrections of a model's own quantiles so that each level is exceeded as often as it says, for each horizon step and
 * regime (conformalised quantile regression, Romano, Patterson and Candes 2019, one level at a time). A correction counts in widths of the
 * forecast's own 10 to 90 % interval, so uncertain forecasts are corrected by more.
 */
export interface Calibration {
  readonly horizonSteps: number;
  readonly cuts: Float32Array;
  /** `[horizon step, regime, level]` */
  readonly shifts: Float32Array;
  /** Widths below this count as this much; in the unit of the data. */
  readonly leastWidth: number;
}

const enoughSamples = 200;
const tenPercent = quantileLevels.indexOf(0.1);
const ninetyPercent = quantileLevels.indexOf(0.9);

export function fitCalibration(
  heldOut: readonly HeldOutQuantiles[],
  scales: PlaceScales,
  horizonSteps: number,
  leastWidth: number,
): Calibration {
  const cuts = regimeCuts(standingsOf(heldOut, scales, horizonSteps));
  const shifts = new Float32Array(horizonSteps * regimeCount * levelCount);
  for (let step = 0; step < horizonSteps; step++) {
    for (let level = 0; level < levelCount; level++) {
      const misses: number[][] = Array.from({ length: regimeCount }, () => []);
      for (const { mean, quantiles, truth } of heldOut) {
        for (let index = step; index < mean.length; index += horizonSteps) {
          const base = index * levelCount;
          const miss = (truth[index] ?? NaN) - (quantiles[base + level] ?? NaN);
          if (Number.isNaN(miss)) continue;
          const regime = regimeOf(cuts, standingAt(mean, index, scales, horizonSteps));
          misses[regime]?.push(miss / widthAt(quantiles, base, leastWidth));
        }
      }
      const pooled = Float32Array.from(misses.flat()).sort();
      misses.forEach((values, regime) => {
        const sorted = values.length < enoughSamples ? pooled : Float32Array.from(values).sort();
        const shift = quantileOfSorted(sorted, quantileLevels[level] ?? 0.5);
        shifts[(step * regimeCount + regime) * levelCount + level] = Number.isNaN(shift) ? 0 : shift;
      });
    }
  }
  return { horizonSteps, cuts, shifts, leastWidth };
}

/**
 * Corrects the quantiles of one forecast in place. Where corrected levels would cross they are put in order, which never makes them
 * worse (Chernozhukov, Fernandez-Val and Galichon 2010). `place` is the position in training; -1 = new.
 */
export function calibrate(
  calibration: Calibration,
  scales: PlaceScales,
  place: number,
  step: number,
  mean: number,
  quantiles: Float32Array,
  offset: number,
): void {
  const value = standing(mean, scales.placeMeans[place] ?? NaN, scales.placeSpreads[place] ?? NaN);
  const base = (step * regimeCount + regimeOf(calibration.cuts, value)) * levelCount;
  const width = widthAt(quantiles, offset, calibration.leastWidth);
  for (let level = 0; level < levelCount; level++) {
    quantiles[offset + level] =
      (quantiles[offset + level] ?? NaN) + width * (calibration.shifts[base + level] ?? 0);
  }
  putLevelsInOrder(quantiles, offset);
}

/** Sorts the levels of one forecast in place: nearly always they are in order already. */
function putLevelsInOrder(quantiles: Float32Array, offset: number): void {
  for (let level = 1; level < levelCount; level++) {
    const value = quantiles[offset + level] ?? NaN;
    let at = offset + level;
    for (; at > offset && (quantiles[at - 1] ?? NaN) > value; at--) quantiles[at] = quantiles[at - 1] ?? NaN;
    quantiles[at] = value;
  }
}

function widthAt(quantiles: Float32Array, base: number, leastWidth: number): number {
  return Math.max((quantiles[base + ninetyPercent] ?? 0) - (quantiles[base + tenPercent] ?? 0), leastWidth);
}

function standingAt(mean: Float32Array, index: number, scales: PlaceScales, horizonSteps: number): number {
  const place = Math.floor(index / horizonSteps);
  return standing(mean[index] ?? NaN, scales.placeMeans[place] ?? NaN, scales.placeSpreads[place] ?? NaN);
}

function standingsOf(
  heldOut: readonly HeldOutQuantiles[],
  scales: PlaceScales,
  horizonSteps: number,
): Float32Array {
  const standings: number[] = [];
  for (const { mean } of heldOut) {
    for (let index = 0; index < mean.length; index++) {
      const value = standingAt(mean, index, scales, horizonSteps);
      if (!Number.isNaN(value)) standings.push(value);
    }
  }
  return Float32Array.from(standings);
}
