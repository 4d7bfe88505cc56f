import type { Reach } from '../../main/common/contract/messages/reach.ts';
import type { MetropoleError } from '../../main/common/errors.ts';
import { reachIn } from '../../main/common/reach-words.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** It runs the model once more: later than what is read first. */
const restMilliseconds = 300;

/** Which places push the forecast of the selected place, and whose forecasts it pushes. */
export class ReachState {
  readonly #view: ViewState;
  readonly #asked: AskedAtRest<Reach>;
  #isDrawn = $state(false);

  constructor(line: Connection, viewState: ViewState) {
    this.#view = viewState;
    this.#asked = new AskedAtRest(viewState, restMilliseconds, (asked, signal) =>
      line.call('drilldown.reach', asked, { signal }),
    );
    for (const event of ['run.finished', 'source.removed'] as const)
      line.on(event, () => this.#asked.again());
  }

  /** In the unit that the workspace shows; null while nothing of the selected place is here. */
  readonly current: Reach | null = $derived.by(() => {
    const told = this.#asked.current;
    return told === null ? null : reachIn(told, this.#view.current.units);
  });

  /** Whether it is drawn on the map. */
  get isDrawn(): boolean {
    return this.#isDrawn;
  }

  toggleDrawn(): void {
    this.#isDrawn = !this.#isDrawn;
  }

  get error(): MetropoleError | null {
    return this.#asked.error;
  }

  /** Asks now, without a rest. */
  async ask(): Promise<void> {
    await this.#asked.ask();
  }
}

export const reaches = new ReachState(connection, view);
