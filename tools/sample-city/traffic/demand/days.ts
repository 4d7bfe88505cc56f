import { type Calendar, type Day } from '../../words.ts';

/** The civil day of an instant; the first or the last one known for what is outside. @throws TypeError without days */
export function dayOf(calendar: Calendar, at: number): Day {
  const { days } = calendar;
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((days[middle]?.startsAt ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const day = days[low];
  if (day === undefined) throw new TypeError('a calendar without days');
  return day;
}

/** Hours of the civil day on its clock, fractions included; right in the afternoon of a day of 23 or 25 hours too. */
export function hourOf(day: Day, at: number): number {
  const sinceStart = (at - day.startsAt) / 3_600_000;
  const untilEnd = (day.endsAt - at) / 3_600_000;
  return (((sinceStart < 3 ? sinceStart : 24 - untilEnd) % 24) + 24) % 24;
}
