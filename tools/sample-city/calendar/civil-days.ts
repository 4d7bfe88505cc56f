import { Temporal } from 'temporal-polyfill';
import { cityZone, type Day } from '../words.ts';
import { holidayOn } from './holidays.ts';
import { isTermTime } from './school-terms.ts';

/** Civil days of the city that hold any instant of `[from, until)`: 23 or 25 hours long where the clock changes. */
export function civilDays(from: number, until: number): readonly Day[] {
  const days: Day[] = [];
  for (let date = civilDateOf(from); ; date = date.add({ days: 1 })) {
    const startsAt = startOf(date);
    if (startsAt >= until) return days;
    const weekday = date.dayOfWeek - 1;
    const holiday = holidayOn(date);
    days.push({
      date: date.toString(),
      startsAt,
      endsAt: startOf(date.add({ days: 1 })),
      weekday,
      holiday,
      isSchoolDay: weekday < 5 && holiday === null && isTermTime(date),
    });
  }
}

/** The civil date of the city at an instant. */
export function civilDateOf(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(cityZone).toPlainDate();
}

/**
 * The instant at which the city's clock reads that on that date.
 *
 * @param time such as `20:00`
 */
export function instantOn(date: Temporal.PlainDate, time: string): number {
  return date.toZonedDateTime({ timeZone: cityZone, plainTime: time }).epochMilliseconds;
}

function startOf(date: Temporal.PlainDate): number {
  return date.toZonedDateTime(cityZone).epochMilliseconds;
}
