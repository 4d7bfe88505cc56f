import { type Day } from '../words.ts';
import { cumulated } from '../draws.ts';
import { type Kind } from './kinds.ts';

/** Weights of the hours of a civil day for one kind: 1 in the mean of a week without holidays. */
export interface DayRhythm {
  /** Expected incidents of the day, 1 in the mean. */
  readonly level: number;
  /** Running sums over the 24 hours of the clock. */
  readonly cumulative: Float64Array;
}

/** The rhythm of each weekday, Monday first, of one kind. */
export function weekRhythm(kind: Kind): readonly DayRhythm[] {
  const days = Array.from({ length: 7 }, (_, weekday) =>
    kind.hours.map((weight, hour) => weight * (isWeekendNight(weekday, hour) ? kind.weekendNights : 1)),
  );
  const mean = days.flat().reduce((sum, weight) => sum + weight, 0) / (7 * 24);
  return days.map((weights) => {
    const cumulative = cumulated(weights.map((weight) => weight / mean / 24));
    return { level: cumulative.at(-1) ?? 0, cumulative };
  });
}

/** Friday and Saturday evenings, and the early hours after them. */
function isWeekendNight(weekday: number, hour: number): boolean {
  return hour >= 20 ? weekday === 4 || weekday === 5 : hour < 5 && (weekday === 5 || weekday === 6);
}

/** An instant of a civil day, so far into it that its clock shows that hour; the day's last where the clock skips it. */
export function instantAt(day: Day, hour: number): number {
  return Math.min(day.startsAt + hour * 3_600_000, day.endsAt - 1);
}
