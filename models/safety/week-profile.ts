import type { Counts, Happened } from './counts.ts';

/** How busy the whole city is at each shift and day of the week, on average 1, from what has been seen so far. */
export class WeekProfile {
  readonly #sums: Float64Array;
  readonly #seen: Float64Array;
  readonly #counts: Counts;
  #total = 0;
  #periods = 0;

  constructor(counts: Counts) {
    this.#counts = counts;
    this.#sums = new Float64Array(7 * counts.periodsPerDay);
    this.#seen = new Float64Array(7 * counts.periodsPerDay);
  }

  /** Position of a period in the week. */
  slotOf(period: number): number {
    const { dayOfWeek, periodsPerDay } = this.#counts;
    return (dayOfWeek[period] ?? 0) * periodsPerDay + (period % periodsPerDay);
  }

  /** The factor of a period, drawn towards 1 as if four ordinary weeks had been seen. */
  factor(period: number): number {
    if (this.#total === 0) return 1;
    const slot = this.slotOf(period);
    const mean = this.#total / this.#periods;
    return ((this.#sums[slot] ?? 0) / mean + priorWeeks) / ((this.#seen[slot] ?? 0) + priorWeeks);
  }

  add(period: number, { counts }: Happened): void {
    const slot = this.slotOf(period);
    const sum = counts.reduce((total, count) => total + count, 0);
    this.#sums[slot] = (this.#sums[slot] ?? 0) + sum;
    this.#seen[slot] = (this.#seen[slot] ?? 0) + 1;
    this.#total += sum;
    this.#periods++;
  }
}

const priorWeeks = 4;
