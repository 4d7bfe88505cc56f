import { alikeIn } from '../../main/common/alike-words.ts';
import type { Alike } from '../../main/common/contract/messages/drilldown.ts';
import type { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** The search reads weeks of data. */
const restMilliseconds = 250;

/** What happened when it was like this before, at the selected place. */
export class AlikeState {
  readonly #view: ViewState;
  readonly #asked: AskedAtRest<Alike>;
  #isDrawn = $state(false);

  constructor(line: Connection, viewState: ViewState) {
    this.#view = viewState;
    this.#asked = new AskedAtRest(viewState, restMilliseconds, (asked) =>
      line.call('drilldown.alike', asked),
    );
    for (const event of ['run.finished', 'actions.changed'] as const)
      line.on(event, () => this.#asked.again());
  }

  /** In the unit that the workspace shows; null while nothing of the selected place is here. */
  readonly current: Alike | null = $derived.by(() => {
    const told = this.#asked.current;
    return told === null ? null : alikeIn(told, this.#view.current.units);
  });

  /** Whether what followed then is drawn over the forecast. */
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

export const alikes = new AlikeState(connection, view);
