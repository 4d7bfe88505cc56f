import { MetropoleError } from '../../main/common/errors.ts';
import { isWeekend, profileIndex, type DailyProfile } from '../series/daily-profile.ts';
import type { FilledWindow } from '../series/fill.ts';
import type { Background } from './explanation.ts';

/** The usual of a place at a horizon step and what it is the mean of. */
export function startOf(
  usual: DailyProfile,
  filled: FilledWindow,
  place: number,
  step: number,
): { readonly startValue: number; readonly background: Background } {
  const startValue = filled.usualHorizon[place * filled.window.horizonSteps + step] ?? NaN;
  if (Number.isNaN(startValue)) {
    throw new MetropoleError('forecast-no-data', { place: filled.window.places[place] ?? place });
  }
  const minute = filled.window.horizonCalendar.minuteOfDay[step] ?? 0;
  const day = filled.window.horizonCalendar.dayOfWeek[step] ?? 0;
  const trained = filled.trained[place] ?? -1;
  const index = trained < 0 ? -1 : profileIndex(usual, trained, minute, day);
  const situations = usual.counts[index] ?? 0;
  return {
    startValue,
    background: {
      situations,
      standardError: (usual.deviations[index] ?? NaN) / Math.sqrt(situations / situationsADay(usual)),
      dayType: usual.dayTypes === 1 ? 'all' : isWeekend(day) ? 'weekend' : 'weekday',
      halfWidthMinutes: usual.halfWidthMinutes,
    },
  };
}

/** How many readings of one day go into the usual of a time of day. */
function situationsADay({ halfWidthMinutes, slotMinutes, slots }: DailyProfile): number {
  return Math.min(1 + 2 * Math.floor(halfWidthMinutes / slotMinutes), slots);
}
