import { Temporal } from 'temporal-polyfill';
import { localClock } from '../../common/local-clock.ts';

const dayMilliseconds = 86_400_000;

/** Numbers the local days or shifts from the day of a first instant on. */
export class PeriodClock {
  readonly periodsPerDay: 1 | 4;
  readonly firstDay: number;
  readonly #zone: string;
  readonly #local: (instant: number) => number;

  /** @param zone IANA name or fixed offset */
  constructor(first: number, periodsPerDay: 1 | 4, zone: string) {
    this.#zone = zone;
    this.#local = localClock(zone);
    this.periodsPerDay = periodsPerDay;
    this.firstDay = Math.floor(this.#local(first) / dayMilliseconds);
  }

  /** The period that holds an instant. */
  at(instant: number): number {
    const periods = (this.#local(instant) / dayMilliseconds) * this.periodsPerDay;
    return Math.floor(periods) - this.firstDay * this.periodsPerDay;
  }

  /** When a period begins. */
  startOf(period: number): number {
    const day = this.firstDay + Math.floor(period / this.periodsPerDay);
    const hour = (period - Math.floor(period / this.periodsPerDay) * this.periodsPerDay) * this.hours;
    return Temporal.PlainDate.from('1970-01-01')
      .add({ days: day })
      .toZonedDateTime({ timeZone: this.#zone, plainTime: { hour } }).epochMilliseconds;
  }

  get hours(): 6 | 24 {
    return this.periodsPerDay === 1 ? 24 : 6;
  }
}
