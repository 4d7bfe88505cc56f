import type { Grid } from '../../words.ts';
import { laggedCorrelation, type Pair } from './lagged.ts';
import { rowOf } from './slowness.ts';

/** A speed at which what happens at one place of the pairs is best found again at the other. */
export interface WaveSpeed {
  /** km/h. */
  readonly speed: number;
  /** Correlation at that speed, mean over the pairs, each counted as often as it has steps. */
  readonly correlation: number;
  /** The same for a wave of that speed in the other direction: what chance and common causes give. */
  readonly mirrored: number;
  readonly pairs: number;
}

interface Curve {
  readonly metres: number;
  /** Correlations at the lags from `-reach` to `reach` steps. */
  readonly values: Float64Array;
  readonly reach: number;
  readonly weight: number;
}

/**
 * Slant stack: the speed c that makes the mean over all pairs of r(distance / c) greatest, with r the correlation of the two
 * places' fluctuations at that lag, between whole steps by Catmull and Rom's cubic. As Zielke, Bertini and Treiber (2008) take
 * the lag of the greatest cross-correlation for the travel time of a wave, but over all pairs at once.
 *
 * @param direction which way the wave is looked for
 * @param speeds candidates, km/h
 */
export function waveSpeed(
  fluctuations: Grid,
  pairs: readonly Pair[],
  direction: 'upstream' | 'downstream',
  speeds: readonly number[],
): WaveSpeed {
  const slowest = Math.min(...speeds) / 3.6;
  const curves = pairs.flatMap(({ up, down, metres }) => {
    const later = rowOf(fluctuations, direction === 'upstream' ? up : down);
    const earlier = rowOf(fluctuations, direction === 'upstream' ? down : up);
    const reach = Math.ceil(metres / slowest / fluctuations.stepSeconds) + 2;
    const values = Float64Array.from({ length: 2 * reach + 1 }, (_, index) =>
      laggedCorrelation(later, earlier, index - reach),
    );
    const weight = stepsOfBoth(later, earlier);
    return values.every(Number.isFinite) ? [{ metres, values, reach, weight }] : [];
  });
  let best: WaveSpeed = {
    speed: Number.NaN,
    correlation: Number.NaN,
    mirrored: Number.NaN,
    pairs: curves.length,
  };
  for (const speed of speeds) {
    const stepsPerMetre = 3.6 / speed / fluctuations.stepSeconds;
    const correlation = stacked(curves, stepsPerMetre);
    if (!(correlation <= best.correlation))
      best = { speed, correlation, mirrored: stacked(curves, -stepsPerMetre), pairs: curves.length };
  }
  return best;
}

function stepsOfBoth(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, step) => sum + (value !== 0 && other[step] !== 0 ? 1 : 0), 0);
}

function stacked(curves: readonly Curve[], stepsPerMetre: number): number {
  let sum = 0;
  let weights = 0;
  for (const { metres, values, reach, weight } of curves) {
    sum += weight * between(values, reach + metres * stepsPerMetre);
    weights += weight;
  }
  return sum / weights;
}

/** The value of a curve at a place between its points. */
function between(curve: Float64Array, at: number): number {
  const index = Math.floor(at);
  const t = at - index;
  const value = (offset: number) => curve[index + offset] ?? 0;
  const [a, b, c, d] = [value(-1), value(0), value(1), value(2)] as const;
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
