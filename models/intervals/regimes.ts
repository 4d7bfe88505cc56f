import { quantileOfSorted } from './quantile.ts';

/** Shares of the held-out forecasts where one regime ends and the next begins: far below, below, around, above, far above. */
const cutShares = [0.1, 0.3, 0.7, 0.9];

export const regimeCount = cutShares.length + 1;

/**
 * How far a forecast lies from what is normal for its place, in the place's spreads. Unit-free, so that one set of
 * regimes serves all places: the lowest one is congestion for speeds, the highest one the peak for loads.
 */
export function standing(value: number, placeMean: number, placeSpread: number): number {
  if (Number.isNaN(placeMean)) return 0;
  return (value - placeMean) / (placeSpread > 0 ? placeSpread : 1);
}

/** The borders between regimes, from the standings of held-out forecasts. */
export function regimeCuts(standings: Float32Array): Float32Array {
  const sorted = standings.slice().sort();
  return Float32Array.from(cutShares, (share) => quantileOfSorted(sorted, share));
}

export function regimeOf(cuts: Float32Array, value: number): number {
  let regime = 0;
  for (let index = 0; index < cuts.length; index++) if (value > (cuts[index] ?? NaN)) regime++;
  return regime;
}
