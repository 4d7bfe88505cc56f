import { alikeIn } from '../../main/common/alike-words.ts';
import type { Alike } from '../../main/common/contract/messages/drilldown.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';

/** While the target moves, nothing is asked: the search reads weeks of data. */
const restMilliseconds = 250;

/** What happened when it was like this before, at the selected place: asked for when the target has come to rest. */
export class AlikeState {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #answer = $state.raw<(Alike & { readonly place: number }) | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #isDrawn = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    line.on('run.finished', () => this.#rest());
    line.on('actions.changed', () => this.#rest());
    $effect.root(() => {
      $effect(() => {
        const asked = [viewState.current.selection, viewState.targetAt, viewState.returns];
        if (!asked.includes(null)) this.#rest();
      });
    });
  }

  /** In the unit that the workspace shows; null while nothing of the selected place and target is here. */
  readonly current: Alike | null = $derived.by(() => {
    const answer = this.#answer;
    if (answer === null || answer.place !== this.#view.current.selection) return null;
    return alikeIn(answer, this.#view.current.units);
  });

  /** Whether what followed then is drawn over the forecast. */
  get isDrawn(): boolean {
    return this.#isDrawn;
  }

  toggleDrawn(): void {
    this.#isDrawn = !this.#isDrawn;
  }

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
      const answer = await this.#connection.call('drilldown.alike', { place, targetAt });
      if (asked !== this.#latest) return;
      this.#answer = { ...answer, place };
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (asked === this.#latest && error.code !== 'engine-died') this.#error = error;
    }
  }
}

export const alikes = new AlikeState(connection, view);
