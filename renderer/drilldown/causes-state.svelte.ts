import type { Causes } from '../../main/common/contract/messages/causes.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';

/** While the target moves, nothing is asked. */
const restMilliseconds = 150;

/** What the departure of the selected place is associated with: asked for when the target has come to rest. */
export class CausesState {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #answer = $state.raw<(Causes & { readonly place: number }) | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    line.on('run.finished', () => this.#rest());
    line.on('source.added', () => this.#rest());
    line.on('source.removed', () => this.#rest());
    $effect.root(() => {
      $effect(() => {
        const asked = [viewState.current.selection, viewState.targetAt, viewState.returns];
        if (!asked.includes(null)) this.#rest();
      });
    });
  }

  /** Null while nothing of the selected place is here. */
  readonly current: Causes | null = $derived.by(() => {
    const answer = this.#answer;
    return answer === null || answer.place !== this.#view.current.selection ? null : answer;
  });

  get error(): MetropoleError | null {
    return this.#error;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), restMilliseconds);
  }

  /** Asks for the present selection and target; an answer that was overtaken is passed over. */
  async ask(): Promise<void> {
    const place = this.#view.current.selection;
    const { targetAt } = this.#view;
    if (place === null || targetAt === null) return;
    const asked = ++this.#latest;
    try {
      const answer = await this.#connection.call('drilldown.causes', { place, targetAt });
      if (asked !== this.#latest) return;
      this.#answer = { ...answer, place };
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (asked === this.#latest && error.code !== 'engine-died') this.#error = error;
    }
  }
}

export const causes = new CausesState(connection, view);
