/** Numbers in [0, 1) that depend on the seed alone (mulberry32, a 32-bit counter through a mixing function). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A draw from the standard normal distribution (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Shuffles in place (Fisher and Yates). */
  shuffle(values: Uint32Array): Uint32Array {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = values[last] ?? 0;
      values[last] = values[other] ?? 0;
      values[other] = kept;
    }
    return values;
  }
}
