import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** An answer that a person may have drawn, and drawn no longer. */
export class DrawnAtRest<Answer> extends AskedAtRest<Answer> {
  #isDrawn = $state(false);

  get isDrawn(): boolean {
    return this.#isDrawn;
  }

  toggleDrawn(): void {
    this.#isDrawn = !this.#isDrawn;
  }
}
