import type { Series } from '../series/series.ts';
import type { Past } from './change-features.ts';
import { lastKnownDay, slotOf, type Hours } from './hours.ts';

/** Hours before the origin that a level is taken over. */
export const levelHours = 6;

/** The past of the hours of a series, for each hour and lead as it was known then. */
export class PastInSeries {
  readonly #series: Series;
  readonly #perDay: number;
  /** For each slot of the day its hours, oldest first. */
  readonly hoursOfSlot: readonly (readonly number[])[];

  /** @param series by the hour */
  constructor(series: Series, hours: Hours) {
    this.#series = series;
    this.#perDay = hours.blocksPerDay;
    const slots: number[][] = Array.from({ length: hours.blocksPerDay }, () => []);
    for (let hour = 0; hour < series.steps; hour++)
      slots[slotOf(series.calendar.minuteOfDay[hour] ?? 0, hours)]?.push(hour);
    this.hoursOfSlot = slots;
  }

  /** The value at an hour; NaN outside the series. */
  at(place: number, hour: number): number {
    const { steps, values } = this.#series;
    return hour < 0 || hour >= steps ? NaN : (values[place * steps + hour] ?? NaN);
  }

  /** What was known of `hour` at the origin `lead` hours before it (0: the hour begins at the origin). */
  of(place: number, hour: number, lead: number): Past {
    const origin = hour - lead;
    const last = origin - 1;
    const days = lastKnownDay(lead, { blocksPerDay: this.#perDay });
    return {
      dayOfWeek: this.#series.calendar.dayOfWeek[hour] ?? 0,
      lastDay: this.sameTime(place, hour, days),
      dayBefore: this.sameTime(place, hour, days + 1),
      week: this.sameTime(place, hour, 7),
      twoWeeks: this.sameTime(place, hour, 14),
      lastHour: this.at(place, last),
      lastHourYesterday: this.at(place, last - this.#perDay),
      lastHourLastWeek: this.at(place, last - 7 * this.#perDay),
      lastHours: this.#mean(place, origin - levelHours),
      lastHoursYesterday: this.#mean(place, origin - levelHours - this.#perDay),
    };
  }

  /** The value at the same local time `days` before: a change of the clock in between moves the hour. */
  sameTime(place: number, hour: number, days: number): number {
    const { minuteOfDay } = this.#series.calendar;
    const naive = hour - days * this.#perDay;
    const apart = (minuteOfDay[hour] ?? 0) - (minuteOfDay[naive] ?? minuteOfDay[hour] ?? 0);
    const wrapped = apart - 1440 * Math.round(apart / 1440);
    return this.at(place, naive + Math.round((wrapped * this.#perDay) / 1440));
  }

  #mean(place: number, from: number): number {
    let sum = 0;
    for (let hour = from; hour < from + levelHours; hour++) sum += this.at(place, hour);
    return sum / levelHours;
  }
}
