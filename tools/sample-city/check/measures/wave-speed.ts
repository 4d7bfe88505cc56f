import type { Grid } from '../../words.ts';
import { laggedCorrelation, type Pair } from './lagged.ts';
import { rowOf } from './slowness.ts';

/** A speed at which what happens at one place of the pairs is best found again at the other. */
export interface WaveSpeed {
  /** km/h. */
  readonly speed: number;
  /** Mean correlation at that speed, over the pairs. */
  readonly correlation: number;
  readonly pairs: number;
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
    const furthest = Math.ceil(metres / slowest / fluctuations.stepSeconds) + 2;
    const curve = Float64Array.from({ length: furthest + 2 }, (_, index) =>
      laggedCorrelation(later, earlier, index - 1),
    );
    return curve.every(Number.isFinite) ? [{ metres, curve }] : [];
  });
  let best: WaveSpeed = { speed: Number.NaN, correlation: -Infinity, pairs: curves.length };
  for (const speed of speeds) {
    let sum = 0;
    for (const { metres, curve } of curves)
      sum += between(curve, metres / (speed / 3.6) / fluctuations.stepSeconds + 1);
    const correlation = sum / curves.length;
    if (correlation > best.correlation) best = { speed, correlation, pairs: curves.length };
  }
  return best;
}

/** The value of a curve at a place between its points. */
function between(curve: Float64Array, at: number): number {
  const index = Math.floor(at);
  const t = at - index;
  const [a, b, c, d] = [-1, 0, 1, 2].map((offset) => curve[index + offset] ?? 0) as [
    number,
    number,
    number,
    number,
  ];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
