/** How much values that could as well have been scatter around the best guess of them, gathered over many groups. */
export class Spread {
  #squares = 0;
  #absolutes = 0;
  #groups = 0;

  /** One group of values that could as well have been; missing ones are left out. */
  add(values: Float64Array): void {
    const known = values.filter(Number.isFinite).sort();
    const count = known.length;
    if (count < 3) return;
    const mean = known.reduce((sum, value) => sum + value, 0) / count;
    const median = ((known[(count - 1) >> 1] ?? 0) + (known[count >> 1] ?? 0)) / 2;
    const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const absolutes = known.reduce((sum, value) => sum + Math.abs(value - median), 0);
    this.#squares += squares / (count - 1);
    this.#absolutes += (absolutes / count) * Math.sqrt(count / (count - 1));
    this.#groups++;
  }

  /** Root of the mean variance within groups, free of bias. */
  get deviation(): number {
    return Math.sqrt(this.#squares / this.#groups);
  }

  /** Mean distance from the groups' medians, corrected for the group's size as a normal distribution asks for. */
  get absolute(): number {
    return this.#absolutes / this.#groups;
  }

  static joined(spreads: readonly Spread[]): Spread {
    const all = new Spread();
    for (const spread of spreads) {
      all.#squares += spread.#squares;
      all.#absolutes += spread.#absolutes;
      all.#groups += spread.#groups;
    }
    return all;
  }
}
