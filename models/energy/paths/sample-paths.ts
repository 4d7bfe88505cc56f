import type { Forecast } from '../../model.ts';
import { valueAtShare } from './quantile-function.ts';

/** Courses that loads may take together, each as likely as the others. */
export interface SamplePaths {
  readonly paths: number;
  readonly places: number;
  readonly steps: number;
  /** `[path, place, step]`; NaN where there is no forecast. */
  readonly values: Float32Array;
}

/** What happened before, `[template, place, step]`: only its order among the templates counts. Nothing may be missing. */
export interface Templates {
  readonly count: number;
  readonly values: Float32Array;
}

/**
 * Joint paths from the quantiles of each place and step: as many as there are templates. At each place and step the path of a template has the
 * rank that the template has there, so that hours and places go together as they did before (Schaake shuffle, Clark et al. 2004), while
 * each place and step alone keeps its forecast.
 */
export function samplePaths(
  {
    places,
    horizonSteps,
    levels,
    quantiles,
  }: Pick<Forecast, 'places' | 'horizonSteps' | 'levels' | 'quantiles'>,
  templates: Templates,
): SamplePaths {
  const { count } = templates;
  const size = places.length * horizonSteps;
  const values = new Float32Array(count * size);
  const order = new Uint32Array(count);
  for (let at = 0; at < size; at++) {
    const own = quantiles.subarray(at * levels.length, (at + 1) * levels.length);
    for (let template = 0; template < count; template++) order[template] = template;
    order.sort(
      (first, second) =>
        (templates.values[first * size + at] ?? 0) - (templates.values[second * size + at] ?? 0) ||
        first - second,
    );
    order.forEach((template, rank) => {
      values[template * size + at] = valueAtShare(levels, own, (rank + 0.5) / count);
    });
  }
  return { paths: count, places: places.length, steps: horizonSteps, values };
}

/** Paths of groups of places, each the sum of its members path by path: a tree adds up whatever its quantiles do. */
export function summedPaths(
  { paths, places, steps, values }: SamplePaths,
  groups: readonly (readonly number[])[],
): SamplePaths {
  const sums = new Float32Array(paths * groups.length * steps);
  for (let path = 0; path < paths; path++) {
    groups.forEach((members, group) => {
      for (let step = 0; step < steps; step++) {
        let sum = 0;
        for (const place of members) sum += values[(path * places + place) * steps + step] ?? NaN;
        sums[(path * groups.length + group) * steps + step] = sum;
      }
    });
  }
  return { paths, places: groups.length, steps, values: sums };
}

/** The paths of one place over some of the steps, from the first to before the last. */
export function pathsOf(
  { paths, places, steps, values }: SamplePaths,
  place: number,
  from: number,
  to: number,
): SamplePaths {
  const part = new Float32Array(paths * (to - from));
  for (let path = 0; path < paths; path++) {
    const base = (path * places + place) * steps;
    part.set(values.subarray(base + from, base + to), path * (to - from));
  }
  return { paths, places: 1, steps: to - from, values: part };
}

/** The values of all paths at one place and step, ascending. */
export function sortedAt(
  { paths, places, steps, values }: SamplePaths,
  place: number,
  step: number,
): Float32Array {
  return Float32Array.from(
    { length: paths },
    (_, path) => values[(path * places + place) * steps + step] ?? NaN,
  ).sort();
}
