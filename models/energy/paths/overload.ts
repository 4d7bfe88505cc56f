import { quantileOfSorted } from '../../intervals/quantile.ts';
import type { SamplePaths } from './sample-paths.ts';

/** The risk that the load of a place exceeds its rating over the horizon, in either direction: what roofs feed back heats a cable as well. */
export interface Overload {
  /** Probability of a load above the rating in each step. */
  readonly perStep: Float32Array;
  /** Probability that it happens in any step; less than the sum of the steps, because they go together. */
  readonly anyStep: number;
  /** Steps before the first one above the rating, over the paths that have one; NaN where none has. */
  readonly stepsToOverload: { readonly early: number; readonly median: number; readonly late: number };
  /** Mean number of steps above the rating, over all paths. */
  readonly stepsAbove: number;
}

/** @param rating in the unit of the data */
export function overloadOf(
  { paths, places, steps, values }: SamplePaths,
  place: number,
  rating: number,
): Overload {
  const perStep = new Float32Array(steps);
  const first: number[] = [];
  let above = 0;
  for (let path = 0; path < paths; path++) {
    const base = (path * places + place) * steps;
    let begun = false;
    for (let step = 0; step < steps; step++) {
      if (!(Math.abs(values[base + step] ?? NaN) > rating)) continue;
      perStep[step] = (perStep[step] ?? 0) + 1 / paths;
      above++;
      if (!begun) first.push(step);
      begun = true;
    }
  }
  const times = Float32Array.from(first).sort();
  return {
    perStep,
    anyStep: first.length / paths,
    stepsToOverload: {
      early: quantileOfSorted(times, 0.05),
      median: quantileOfSorted(times, 0.5),
      late: quantileOfSorted(times, 0.95),
    },
    stepsAbove: above / paths,
  };
}
