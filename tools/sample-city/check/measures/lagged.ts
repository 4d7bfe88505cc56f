import type { Grid } from '../../words.ts';
import { rowOf } from './slowness.ts';

/** Two places on one way, in the direction of travel. */
export interface Pair {
  readonly up: number;
  readonly down: number;
  /** Along the road. */
  readonly metres: number;
}

/**
 * Correlation of two rows of centred values (0 where there is none) with the first `lag` steps later than the second;
 * over the steps in which both have a value. NaN where there are too few of them.
 */
export function laggedCorrelation(later: Float32Array, earlier: Float32Array, lag: number): number {
  let product = 0;
  let laterSquares = 0;
  let earlierSquares = 0;
  let both = 0;
  const end = Math.min(later.length, later.length - lag);
  for (let step = Math.max(0, -lag); step < end; step++) {
    const x = later[step + lag] ?? 0;
    const y = earlier[step] ?? 0;
    if (x === 0 || y === 0) continue;
    product += x * y;
    laterSquares += x * x;
    earlierSquares += y * y;
    both++;
  }
  return both < 24 ? Number.NaN : product / Math.sqrt(laterSquares * earlierSquares);
}

/**
 * How much better the upstream place follows the downstream one than the other way round: mean over the pairs of
 * r(up later by `lag`) - r(down later by `lag`). Above 0, trouble travels upstream.
 */
export function upstreamLead(values: Grid, pairs: readonly Pair[], lag: number): number {
  let sum = 0;
  let count = 0;
  for (const { up, down } of pairs) {
    const lead =
      laggedCorrelation(rowOf(values, up), rowOf(values, down), lag) -
      laggedCorrelation(rowOf(values, down), rowOf(values, up), lag);
    if (!Number.isFinite(lead)) continue;
    sum += lead;
    count++;
  }
  return sum / count;
}
