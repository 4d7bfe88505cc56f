import { type Calendar, type Day } from '../words.ts';
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds } from './span.ts';

export type DayKind = 'working' | 'saturday' | 'sunday';

/** Holidays are like Sundays. */
export function dayKindOf(day: Day): DayKind {
  if (day.weekday === 6 || day.holiday) return 'sunday';
  return day.weekday === 5 ? 'saturday' : 'working';
}

/** What the city's clocks and calendar say at an instant. */
export class CityClock {
  readonly #days: readonly Day[];
  #last = 0;

  constructor({ days }: Calendar) {
    if (days.length === 0) throw new RangeError('a calendar without days');
    this.#days = days;
  }

  /** The civil day that holds an instant; the nearest one that the calendar knows where it knows none. */
  dayAt(at: number): Day {
    const days = this.#days;
    while (this.#last < days.length - 1 && at >= (days[this.#last]?.endsAt ?? 0)) this.#last++;
    while (this.#last > 0 && at < (days[this.#last]?.startsAt ?? 0)) this.#last--;
    const day = days[this.#last];
    if (!day) throw new RangeError('a calendar without days');
    return day;
  }

  /** Minutes that the clock shows since midnight, 0 to below 1440, across changes of the clock in the small hours. */
  minuteAt(at: number): number {
    const day = this.dayAt(at);
    const sinceStart = at - day.startsAt;
    const length = day.endsAt - day.startsAt;
    const change = length < dayMilliseconds ? hourMilliseconds : 2 * hourMilliseconds;
    const clock = sinceStart < change ? sinceStart : sinceStart + dayMilliseconds - length;
    return clock / minuteMilliseconds;
  }
}
