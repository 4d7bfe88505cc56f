import type { Forecast } from '../../model.ts';
import { quantileOfSorted } from '../../intervals/quantile.ts';
import { overloadOf } from './overload.ts';
import { peakOf } from './peak.ts';
import { shiftAround, shiftedPaths } from './shift.ts';
import {
  pathsOf,
  samplePaths,
  sortedAt,
  summedPaths,
  type SamplePaths,
  type Templates,
} from './sample-paths.ts';

/** What an outlook is reckoned from. */
export interface OutlookRequest {
  readonly forecast: Pick<Forecast, 'places' | 'horizonSteps' | 'levels' | 'quantiles'>;
  readonly templates: Templates;
  readonly stepSeconds: number;
  /** Places that are the sum of others: positions in the forecast's `places`. */
  readonly groups: readonly (readonly number[])[];
  /** What places, and behind them groups, may carry, in the unit of the data; NaN = nobody says. */
  readonly ratings: Float32Array;
}

/**
 * When and how high loads peak and how likely they exceed what a place may carry, `[row]` or `[row, step]`: places first, groups behind them, all
 * from the same paths, so that a group is the sum of its places. Peaks and risks are those of the first day ahead, `next…` those of the rest of
 * the horizon; what is told step by step is told of all of it. NaN where there is no forecast of the whole horizon, where it reaches no further than
 * a day, and where a probability has no rating to be of. Steps count from 0.
 */
export interface Outlook {
  readonly rows: number;
  readonly steps: number;
  readonly peakStep: Float32Array;
  /** Share of the paths that peak in that step. */
  readonly peakShare: Float32Array;
  readonly peakEarliest: Float32Array;
  readonly peakLatest: Float32Array;
  readonly peakLower: Float32Array;
  readonly peakMedian: Float32Array;
  readonly peakUpper: Float32Array;
  /** Probability of a load above the rating in any step. */
  readonly overAny: Float32Array;
  /** Steps before the first one above the rating, over the paths that have one. */
  readonly firstEarly: Float32Array;
  readonly firstMedian: Float32Array;
  readonly firstLate: Float32Array;
  /** Mean number of steps above the rating. */
  readonly stepsAbove: Float32Array;
  /** The same with load shifted away from the peak (`shiftAround`): when it peaks then, how high, and how likely it is above the rating. */
  readonly shiftedStep: Float32Array;
  readonly shiftedLower: Float32Array;
  readonly shiftedMedian: Float32Array;
  readonly shiftedUpper: Float32Array;
  readonly shiftedOver: Float32Array;
  readonly nextPeakStep: Float32Array;
  readonly nextPeakLower: Float32Array;
  readonly nextPeakMedian: Float32Array;
  readonly nextPeakUpper: Float32Array;
  readonly nextOver: Float32Array;
  readonly over: Float32Array;
  readonly lower: Float32Array;
  readonly median: Float32Array;
  readonly upper: Float32Array;
}

/** Days that joint paths take to tell anything of risks. */
export const leastTemplates = 20;

/** @returns null where too few days are known for joint paths */
export function outlookOf({
  forecast,
  templates,
  stepSeconds,
  groups,
  ratings,
}: OutlookRequest): Outlook | null {
  if (templates.count < leastTemplates) return null;
  const single = samplePaths(forecast, templates);
  const parts = [single, summedPaths(single, groups)];
  const rows = single.places + groups.length;
  const { steps } = single;
  const column = (length: number): Float32Array => new Float32Array(length).fill(NaN);
  const outlook = {
    rows,
    steps,
    peakStep: column(rows),
    peakShare: column(rows),
    peakEarliest: column(rows),
    peakLatest: column(rows),
    peakLower: column(rows),
    peakMedian: column(rows),
    peakUpper: column(rows),
    overAny: column(rows),
    firstEarly: column(rows),
    firstMedian: column(rows),
    firstLate: column(rows),
    stepsAbove: column(rows),
    shiftedStep: column(rows),
    shiftedLower: column(rows),
    shiftedMedian: column(rows),
    shiftedUpper: column(rows),
    shiftedOver: column(rows),
    nextPeakStep: column(rows),
    nextPeakLower: column(rows),
    nextPeakMedian: column(rows),
    nextPeakUpper: column(rows),
    nextOver: column(rows),
    over: column(rows * steps),
    lower: column(rows * steps),
    median: column(rows * steps),
    upper: column(rows * steps),
  };
  let row = 0;
  for (const paths of parts)
    for (let place = 0; place < paths.places; place++) {
      const rating = ratings[row] ?? NaN;
      if (!isPartly(paths, place)) {
        const day = Math.min(Math.round(86_400 / stepSeconds), steps);
        const firstDay = pathsOf(paths, place, 0, day);
        writeSteps(outlook, row, paths, place, rating);
        writeFirstDay(outlook, row, firstDay, rating);
        writeShifted(outlook, row, firstDay, rating, stepSeconds);
        if (day < steps) writeNext(outlook, row, pathsOf(paths, place, day, steps), day, rating);
      }
      row++;
    }
  return outlook;
}

function writeSteps(outlook: Outlook, row: number, paths: SamplePaths, place: number, rating: number): void {
  const { steps } = paths;
  for (let step = 0; step < steps; step++) {
    const sorted = sortedAt(paths, place, step);
    outlook.lower[row * steps + step] = quantileOfSorted(sorted, 0.05);
    outlook.median[row * steps + step] = quantileOfSorted(sorted, 0.5);
    outlook.upper[row * steps + step] = quantileOfSorted(sorted, 0.95);
  }
  if (!Number.isNaN(rating)) outlook.over.set(overloadOf(paths, place, rating).perStep, row * steps);
}

/** @param paths of one place over the first day */
function writeFirstDay(outlook: Outlook, row: number, paths: SamplePaths, rating: number): void {
  const peak = peakOf(paths, 0);
  outlook.peakStep[row] = peak.step;
  outlook.peakShare[row] = peak.stepProbability;
  outlook.peakEarliest[row] = peak.earliest;
  outlook.peakLatest[row] = peak.latest;
  outlook.peakLower[row] = peak.height.low;
  outlook.peakMedian[row] = peak.height.median;
  outlook.peakUpper[row] = peak.height.high;
  if (Number.isNaN(rating)) return;
  const overload = overloadOf(paths, 0, rating);
  outlook.overAny[row] = overload.anyStep;
  outlook.firstEarly[row] = overload.stepsToOverload.early;
  outlook.firstMedian[row] = overload.stepsToOverload.median;
  outlook.firstLate[row] = overload.stepsToOverload.late;
  outlook.stepsAbove[row] = overload.stepsAbove;
}

/** @param paths of one place over what comes after the first day, from step `from` of the horizon on */
function writeNext(outlook: Outlook, row: number, paths: SamplePaths, from: number, rating: number): void {
  const peak = peakOf(paths, 0);
  outlook.nextPeakStep[row] = from + peak.step;
  outlook.nextPeakLower[row] = peak.height.low;
  outlook.nextPeakMedian[row] = peak.height.median;
  outlook.nextPeakUpper[row] = peak.height.high;
  if (!Number.isNaN(rating)) outlook.nextOver[row] = overloadOf(paths, 0, rating).anyStep;
}

/** @param paths of one place over the first day */
function writeShifted(
  outlook: Outlook,
  row: number,
  paths: SamplePaths,
  rating: number,
  stepSeconds: number,
): void {
  const first = row * outlook.steps;
  const medians = outlook.median.subarray(first, first + paths.steps);
  const shift = shiftAround(outlook.peakStep[row] ?? NaN, medians, stepSeconds);
  if (shift === null) return;
  const shifted = shiftedPaths(paths, 0, shift);
  const peak = peakOf(shifted, 0);
  outlook.shiftedStep[row] = peak.step;
  outlook.shiftedLower[row] = peak.height.low;
  outlook.shiftedMedian[row] = peak.height.median;
  outlook.shiftedUpper[row] = peak.height.high;
  if (!Number.isNaN(rating)) outlook.shiftedOver[row] = overloadOf(shifted, 0, rating).anyStep;
}

/** One path tells: a forecast is missing in all of them or in none. */
function isPartly({ steps, values }: SamplePaths, place: number): boolean {
  return values.subarray(place * steps, (place + 1) * steps).some(Number.isNaN);
}
