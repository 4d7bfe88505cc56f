import { levelCount, medianLevel, quantileLevels } from '../model.ts';
import { widen } from './adaptive.ts';
import type { HeldOutQuantiles } from './conformal.ts';
import { quantileOfSorted } from './quantile.ts';

/** Errors of a place within this time go together, and say as much as one; seconds. */
const blockSeconds = 7200;
/** The width of all places weighs as much as this many such blocks of the place. */
const priorBlocks = 50;
const [narrowest, widest] = [0.5, 2];
const lowest = 0;
const highest = levelCount - 1;
const inside = (quantileLevels[highest] ?? 1) - quantileLevels[lowest];

/**
 * How wide the interval of each place is to be, as a multiple of what holds for all places together: as wide as would have held nine in ten of
 * its own held-out truths, drawn towards 1 on a logarithmic scale the less was checked there (conformal prediction by group, Vovk 2012, shrunk).
 *
 * @param heldOut with quantiles that are calibrated over all places
 * @param seconds how much time the held-out forecasts cover
 * @returns `[place]`
 */
export function fitPlaceWidths(
  heldOut: readonly HeldOutQuantiles[],
  horizonSteps: number,
  seconds: number,
): Float32Array {
  const places = (heldOut[0]?.mean.length ?? 0) / horizonSteps;
  const most = heldOut.length * horizonSteps;
  return Float32Array.from({ length: places }, (_, place) => {
    const distances = distancesAt(heldOut, place, horizonSteps);
    const blocks = (seconds / blockSeconds) * (distances.length / most);
    const own = quantileOfSorted(distances, inside);
    if (!(own > 0)) return 1;
    return Math.min(Math.max(own ** (blocks / (blocks + priorBlocks)), narrowest), widest);
  });
}

/** Makes the intervals of held-out forecasts as wide as their places ask for, in place. */
export function widenAtPlaces(
  heldOut: readonly HeldOutQuantiles[],
  placeWidths: Float32Array,
  horizonSteps: number,
): void {
  for (const { mean, quantiles } of heldOut) {
    for (let index = 0; index < mean.length; index++) {
      const levels = quantiles.subarray(index * levelCount, (index + 1) * levelCount);
      widen(levels, medianLevel, placeWidths[Math.floor(index / horizonSteps)] ?? 1);
    }
  }
}

/** How far each truth lay from the median, as a share of the way to that end of the interval, ascending; only what is known. */
function distancesAt(
  heldOut: readonly HeldOutQuantiles[],
  place: number,
  horizonSteps: number,
): Float32Array {
  const distances: number[] = [];
  for (const { quantiles, truth } of heldOut) {
    for (let index = place * horizonSteps; index < (place + 1) * horizonSteps; index++) {
      const levels = index * levelCount;
      const middle = quantiles[levels + medianLevel] ?? NaN;
      const error = (truth[index] ?? NaN) - middle;
      const reach = (quantiles[levels + (error < 0 ? lowest : highest)] ?? NaN) - middle;
      const distance = error === 0 ? 0 : error / reach;
      if (Number.isFinite(distance)) distances.push(distance);
    }
  }
  return Float32Array.from(distances).sort();
}
