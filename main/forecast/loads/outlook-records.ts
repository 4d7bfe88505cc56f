import type { LoadOutlook } from '../../common/contract/messages/load-outlook.ts';
import {
  weatherScenarios,
  type LoadOutlookRows,
  type OutlookNumber,
  type OutlookRun,
} from '../../common/rows/load-outlooks.ts';
import { shiftAround } from '../../../models/energy/paths/shift.ts';

const dayMilliseconds = 86_400_000;

/** What a run says of each of its places, with times in the place of steps. */
export function outlookRecords(
  outlook: LoadOutlookRows,
  run: Pick<OutlookRun, 'asOf' | 'stepSeconds'>,
): LoadOutlook[] {
  return Array.from({ length: outlook.rows }, (_, row) => outlookRecord(outlook, row, run));
}

function outlookRecord(
  { place, members, numbers, steps, perStep }: LoadOutlookRows,
  row: number,
  { asOf, stepSeconds }: Pick<OutlookRun, 'asOf' | 'stepSeconds'>,
): LoadOutlook {
  const at = (step: number): number => asOf + Math.round(step) * stepSeconds * 1000;
  const of = (name: keyof typeof numbers): number => numbers[name][row] ?? NaN;
  const over = perStep.over.subarray(row * steps, (row + 1) * steps);
  const firstDay = Math.round(dayMilliseconds / (stepSeconds * 1000));
  const highest = over
    .subarray(0, firstDay)
    .reduce((best, probability, step) => (probability > (over[best] ?? NaN) ? step : best), 0);
  const overAny = of('overAny');
  return {
    place: place[row] ?? -1,
    members: members[row] ?? 0,
    rating: Number.isNaN(of('rating')) ? null : of('rating'),
    peak: {
      from: at(of('peakStep')),
      to: at(of('peakStep') + 1),
      share: of('peakShare'),
      earliest: at(of('peakEarliest')),
      latest: at(of('peakLatest') + 1),
      lower: of('peakLower'),
      median: of('peakMedian'),
      upper: of('peakUpper'),
    },
    weather: weatherScenarios.flatMap((scenario) => {
      const measuredOn = scenario === 'warmer' ? null : of(`${scenario}Day`) * dayMilliseconds;
      if (Number.isNaN(of(`${scenario}Median`))) return [];
      return [
        {
          scenario,
          day: measuredOn,
          lower: of(`${scenario}Lower`),
          median: of(`${scenario}Median`),
          upper: of(`${scenario}Upper`),
          isBeyond: of(`${scenario}Beyond`) === 1,
        },
      ];
    }),
    shifted: shiftedOf(
      of,
      at,
      perStep.median.subarray(row * steps, row * steps + Math.min(firstDay, steps)),
      stepSeconds,
    ),
    nextDay: nextDayOf(of, at),
    overload: Number.isNaN(overAny)
      ? null
      : {
          probability: overAny,
          likeliest:
            overAny > 0
              ? { from: at(highest), to: at(highest + 1), probability: over[highest] ?? NaN }
              : null,
          begins: Number.isNaN(of('firstMedian'))
            ? null
            : {
                early: at(Math.floor(of('firstEarly'))),
                median: at(of('firstMedian')),
                late: at(Math.ceil(of('firstLate'))),
              },
          hoursAbove: (of('stepsAbove') * stepSeconds) / 3600,
        },
  };
}

/** What comes after the first day ahead. @param of the numbers of a place @param at the start of a step */
function nextDayOf(
  of: (name: OutlookNumber) => number,
  at: (step: number) => number,
): LoadOutlook['nextDay'] {
  const step = of('nextPeakStep');
  if (Number.isNaN(step)) return null;
  return {
    from: at(step),
    to: at(step + 1),
    lower: of('nextPeakLower'),
    median: of('nextPeakMedian'),
    upper: of('nextPeakUpper'),
    overload: Number.isNaN(of('nextOver')) ? null : of('nextOver'),
  };
}

/** What the peak comes to with load shifted away from it. @param of the numbers of a place @param at the start of a step */
function shiftedOf(
  of: (name: OutlookNumber) => number,
  at: (step: number) => number,
  medians: Float32Array,
  stepSeconds: number,
): LoadOutlook['shifted'] {
  const peakStep = of('peakStep');
  const shift = Number.isNaN(of('shiftedMedian')) ? null : shiftAround(peakStep, medians, stepSeconds);
  if (shift === null) return null;
  return {
    share: shift.share,
    ...{ from: at(shift.from), to: at(shift.to), intoFrom: at(shift.intoFrom), intoTo: at(shift.intoTo) },
    ...{ peakFrom: at(of('shiftedStep')), peakTo: at(of('shiftedStep') + 1) },
    ...{ lower: of('shiftedLower'), median: of('shiftedMedian'), upper: of('shiftedUpper') },
    overload: Number.isNaN(of('shiftedOver')) ? null : of('shiftedOver'),
  };
}
