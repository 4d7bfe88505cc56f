import type { SamplePaths } from './sample-paths.ts';

/** Load that is used at another time: a share of what is used around a peak, spread evenly over hours beside it. Steps, each from the first to before the last. */
export interface Shift {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  readonly intoFrom: number;
  readonly intoTo: number;
}

/** What is taken to be flexible: a tenth of the load of the hours around a peak, used within four hours. */
const flexibleShare = 0.1;
const intoHours = 4;

/**
 * A tenth of the load from an hour before to an hour after a peak, used in the four hours of the horizon that are lowest.
 * @param medians of the load, step by step
 * @returns null where the horizon leaves no room for them
 */
export function shiftAround(peakStep: number, medians: Float32Array, stepSeconds: number): Shift | null {
  const steps = medians.length;
  const hour = Math.max(1, Math.round(3600 / stepSeconds));
  const from = Math.max(0, peakStep - hour);
  const to = Math.min(steps, peakStep + hour + 1);
  const length = intoHours * hour;
  let best = { intoFrom: -1, load: Infinity };
  for (let intoFrom = 0; intoFrom + length <= steps; intoFrom++) {
    if (intoFrom < to && intoFrom + length > from) continue;
    const load = medians.subarray(intoFrom, intoFrom + length).reduce((sum, value) => sum + value, 0);
    if (load < best.load) best = { intoFrom, load };
  }
  const { intoFrom } = best;
  return intoFrom < 0 ? null : { share: flexibleShare, from, to, intoFrom, intoTo: intoFrom + length };
}

/** The paths of one place with its load shifted; what feeds back is left where it is. */
export function shiftedPaths(
  { paths, places, steps, values }: SamplePaths,
  place: number,
  { share, from, to, intoFrom, intoTo }: Shift,
): SamplePaths {
  const own = new Float32Array(paths * steps);
  for (let path = 0; path < paths; path++) {
    const base = (path * places + place) * steps;
    const row = own.subarray(path * steps, (path + 1) * steps);
    row.set(values.subarray(base, base + steps));
    let taken = 0;
    for (let step = from; step < to; step++) {
      const part = share * Math.max(0, row[step] ?? NaN);
      row[step] = (row[step] ?? NaN) - part;
      taken += part;
    }
    for (let step = intoFrom; step < intoTo; step++)
      row[step] = (row[step] ?? NaN) + taken / (intoTo - intoFrom);
  }
  return { paths, places: 1, steps, values: own };
}
