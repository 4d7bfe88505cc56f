import type { CountTrack } from '../../common/contract/count-records.ts';
import type { Drift, ErrorBlock } from '../../common/rows/drift.ts';
import type { Fit } from '../../common/rows/models.ts';
import { errorMeasures, keepDrift } from '../trust/drift-measures.ts';
import type { ForecastStore, ModelRow } from '../ports.ts';
import type { PeriodClock } from './period-clock.ts';

/** Days that are looked back over: whole weeks. */
const daysOfErrors = 28;
/** Of a version that was not judged so many days behind what it has learned from stand for it. */
const leastReferenceDays = 28;

/** Errors of a served version, and what they are of. */
export interface TrackedErrors {
  readonly served: ModelRow;
  readonly track: CountTrack;
  readonly clock: PeriodClock;
  /** The areas of the track; empty: no district. */
  readonly areas: readonly string[];
  /** Cells, categories and parts of the day together, in each area. */
  readonly forecastsADay: readonly number[];
}

/**
 * Looks whether the errors of expected counts are not what they were when the version was judged any more, over the whole city and in each
 * district. Gives what has begun or ended since the last look.
 */
export async function reviewCountDrift(
  drifts: ForecastStore['drifts'],
  { served, track, clock, areas, forecastsADay }: TrackedErrors,
  asOf: number,
): Promise<readonly (Drift & Fit)[]> {
  const dayOf = (instant: number): number => Math.floor(clock.at(instant) / clock.periodsPerDay);
  const judgedTo = served.counts === null ? 0 : dayOf(served.counts.judgedTo);
  const days = track.to - track.from;
  const judged = Math.max(judgedTo, dayOf(served.trainedTo) + leastReferenceDays, track.from) - track.from;
  const isWorth = areas.filter((area) => area !== '').length > 1;
  const measures = [...areas, null].flatMap((area, at) => {
    if (area === '' || (area !== null && !isWorth)) return [];
    const count = area === null ? forecastsADay.reduce((sum, one) => sum + one, 0) : (forecastsADay[at] ?? 0);
    const blocks = Array.from({ length: days }, (_, day): ErrorBlock => ({
      ...{ district: area, count },
      bias: track.errors.bias[at * days + day] ?? NaN,
      size: track.errors.size[at * days + day] ?? NaN,
    }));
    const late = blocks.slice(Math.max(judged, days - daysOfErrors));
    return errorMeasures(area, blocks.slice(0, judged), late);
  });
  return await keepDrift(drifts, served, asOf, measures);
}
