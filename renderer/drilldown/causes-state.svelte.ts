import type { Causes } from '../../main/common/contract/messages/causes.ts';
import type { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

const restMilliseconds = 150;

/** What the departure of the selected place is associated with. */
export class CausesState {
  readonly #asked: AskedAtRest<Causes>;

  constructor(line: Connection, viewState: ViewState) {
    this.#asked = new AskedAtRest(viewState, restMilliseconds, (asked) =>
      line.call('drilldown.causes', asked),
    );
    for (const event of ['run.finished', 'source.added', 'source.removed'] as const)
      line.on(event, () => this.#asked.again());
  }

  /** Null while nothing of the selected place is here. */
  get current(): Causes | null {
    return this.#asked.current;
  }

  get error(): MetropoleError | null {
    return this.#asked.error;
  }

  /** Asks now, without a rest. */
  async ask(): Promise<void> {
    await this.#asked.ask();
  }
}

export const causes = new CausesState(connection, view);
