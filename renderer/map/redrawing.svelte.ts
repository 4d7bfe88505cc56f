/** How often a lost map is opened again by itself before somebody is asked. */
const mostAttempts = 3;
const pauseMilliseconds = 1000;

/** Brings the map back after the graphics card took it away: by itself a few times, then when asked. */
export class Redrawing {
  #state = $state<'drawn' | 'lost' | 'given-up' | 'impossible'>('drawn');
  #attempt = $state(0);
  #reason = $state('');
  #inARow = 0;

  get state(): 'drawn' | 'lost' | 'given-up' | 'impossible' {
    return this.#state;
  }

  /** Counts the maps opened, so that each is a fresh one. */
  get attempt(): number {
    return this.#attempt;
  }

  /** Why no map can be drawn at all, for "copy details". */
  get reason(): string {
    return this.#reason;
  }

  lost(): void {
    if (this.#inARow >= mostAttempts) {
      this.#state = 'given-up';
      return;
    }
    this.#inARow += 1;
    this.#state = 'lost';
    setTimeout(() => this.again(), pauseMilliseconds);
    setTimeout(() => (this.#inARow = 0), 60_000);
  }

  impossible(reason: unknown): void {
    this.#reason = reason instanceof Error ? reason.message : String(reason);
    this.#state = 'impossible';
  }

  again(): void {
    this.#attempt += 1;
    this.#state = 'drawn';
  }
}
