/** How often an interval held the truth, and how wide it was. */
export class IntervalTally {
  #count = 0;
  #inside = 0;
  #width = 0;

  add(inside: boolean, width: number): void {
    this.#count++;
    if (inside) this.#inside++;
    this.#width += width;
  }

  /** Adds all that another tally holds. */
  addAll(other: IntervalTally): void {
    this.#count += other.#count;
    this.#inside += other.#inside;
    this.#width += other.#width;
  }

  get count(): number {
    return this.#count;
  }

  /** Share of true values inside, 0 to 1; NaN when there were none. */
  get coverage(): number {
    return this.#inside / this.#count;
  }

  /** Mean width in the unit of the data; NaN when there were none. */
  get width(): number {
    return this.#width / this.#count;
  }
}

/** The tenth of tallies with the lowest coverage, at least one, taken together. Empty ones are left out. */
export function worstTenth(tallies: readonly IntervalTally[]): IntervalTally {
  const known = tallies.filter(({ count }) => count > 0).sort((a, b) => a.coverage - b.coverage);
  const worst = new IntervalTally();
  for (const tally of known.slice(0, Math.max(Math.floor(known.length / 10), 1))) worst.addAll(tally);
  return worst;
}
