import { quantileOfSorted } from '../../intervals/quantile.ts';
import type { SamplePaths } from './sample-paths.ts';

/** When and how high the load of a place peaks over the horizon. */
export interface Peak {
  /** The step that most paths peak in, 0 = first, and what share of them does. */
  readonly step: number;
  readonly stepProbability: number;
  /** Nine in ten paths peak from one of these steps to the other. */
  readonly earliest: number;
  readonly latest: number;
  /** Of the peak itself, whenever it comes: not the highest of the hourly quantiles. In the unit of the data. */
  readonly height: { readonly low: number; readonly median: number; readonly high: number };
}

/** The peak of a place over all steps, with a 90 % interval of its time and of its height. NaN where there is no forecast. */
export function peakOf({ paths, places, steps, values }: SamplePaths, place: number): Peak {
  const heights = new Float32Array(paths);
  const counts = new Uint32Array(steps);
  const times = Float32Array.from({ length: paths }, (_, path) => {
    const own = values.subarray((path * places + place) * steps, (path * places + place + 1) * steps);
    let best = 0;
    for (let step = 1; step < steps; step++) if ((own[step] ?? NaN) > (own[best] ?? NaN)) best = step;
    heights[path] = own[best] ?? NaN;
    counts[best] = (counts[best] ?? 0) + 1;
    return best;
  }).sort();
  heights.sort();
  const step = counts.indexOf(Math.max(...counts));
  return {
    step,
    stepProbability: (counts[step] ?? 0) / paths,
    earliest: Math.floor(quantileOfSorted(times, 0.05)),
    latest: Math.ceil(quantileOfSorted(times, 0.95)),
    height: {
      low: quantileOfSorted(heights, 0.05),
      median: quantileOfSorted(heights, 0.5),
      high: quantileOfSorted(heights, 0.95),
    },
  };
}
