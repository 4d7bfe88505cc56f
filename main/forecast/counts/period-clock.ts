import { Temporal } from 'temporal-polyfill';
import { localClock } from '../../common/local-clock.ts';
import type { DaySpan } from '../../common/unrecorded-days.ts';
import { RecordedDays } from './recorded-days.ts';

const dayMilliseconds = 86_400_000;

/** Numbers the local days or shifts from the day of a first instant on, but for those of which nothing was recorded. */
export class PeriodClock {
  readonly periodsPerDay: 1 | 4;
  readonly #days: RecordedDays;
  readonly #zone: string;
  readonly #local: (instant: number) => number;

  /** @param zone IANA name or fixed offset */
  constructor(first: number, periodsPerDay: 1 | 4, zone: string, unrecorded: readonly DaySpan[] = []) {
    this.#zone = zone;
    this.#local = localClock(zone);
    this.periodsPerDay = periodsPerDay;
    this.#days = new RecordedDays(this.#placeOf(first).day, unrecorded);
  }

  /** The period that holds an instant; of one that was not recorded the next which was. */
  at(instant: number): number {
    const { day, part } = this.#placeOf(instant);
    return this.#days.numberOf(day) * this.periodsPerDay + (this.#days.isRecorded(day) ? part : 0);
  }

  /** Whether an instant lies in a day that was recorded, or is still to come. */
  isRecorded(instant: number): boolean {
    return this.#days.isRecorded(this.#placeOf(instant).day);
  }

  /** When a period begins. */
  startOf(period: number): number {
    const day = Math.floor(period / this.periodsPerDay);
    return this.#instantOf(this.#days.dayOf(day), period - day * this.periodsPerDay);
  }

  /** The local day or shift that holds an instant, whether it was recorded or not. */
  around(instant: number): { readonly from: number; readonly to: number } {
    const { day, part } = this.#placeOf(instant);
    const isLast = part + 1 === this.periodsPerDay;
    return {
      from: this.#instantOf(day, part),
      to: isLast ? this.#instantOf(day + 1, 0) : this.#instantOf(day, part + 1),
    };
  }

  get hours(): 6 | 24 {
    return this.periodsPerDay === 1 ? 24 : 6;
  }

  /** The local day, as a number since 1970, and its part. */
  #placeOf(instant: number): { readonly day: number; readonly part: number } {
    const days = this.#local(instant) / dayMilliseconds;
    const day = Math.floor(days);
    return { day, part: Math.floor((days - day) * this.periodsPerDay) };
  }

  #instantOf(day: number, part: number): number {
    return Temporal.PlainDate.from('1970-01-01')
      .add({ days: day })
      .toZonedDateTime({ timeZone: this.#zone, plainTime: { hour: part * this.hours } }).epochMilliseconds;
  }
}
