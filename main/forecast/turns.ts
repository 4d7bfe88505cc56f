/** Work that no other may disturb, one piece after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Whether some work is under way or waits. */
  get isTaken(): boolean {
    return this.#waiting > 0;
  }

  /** Does work as soon as what was asked for before is done, whatever came of that. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const mine = this.#last.then(work).finally(() => this.#waiting--);
    this.#last = mine.catch(() => undefined);
    return await mine;
  }
}
