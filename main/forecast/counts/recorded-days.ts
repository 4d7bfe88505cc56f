import type { DaySpan } from '../../common/unrecorded-days.ts';

/** Numbers local days from a first one on. Days of which nothing was recorded have no number: nothing learns from them or is judged on them. */
export class RecordedDays {
  readonly #first: number;
  readonly #unrecorded: readonly DaySpan[];

  /** @param first its number since 1970, and `unrecorded` in their order behind it */
  constructor(first: number, unrecorded: readonly DaySpan[] = []) {
    this.#first = first;
    this.#unrecorded = unrecorded;
  }

  isRecorded(day: number): boolean {
    return !this.#unrecorded.some(({ from, to }) => from <= day && day < to);
  }

  /** The number of a day since 1970; of one that was not recorded that of the next which was. */
  numberOf(day: number): number {
    const left = this.#unrecorded.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(day, to) - from),
      0,
    );
    return day - this.#first - left;
  }

  /** The day since 1970 that has a number. */
  dayOf(number: number): number {
    return this.#unrecorded.reduce(
      (day, { from, to }) => (day >= from ? day + to - from : day),
      this.#first + number,
    );
  }
}
