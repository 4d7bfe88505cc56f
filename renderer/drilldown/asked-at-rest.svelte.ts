import { MetropoleError } from '../../main/common/errors.ts';
import type { ViewState } from '../state/view.svelte.ts';

/** What is asked about: the selected place at the target time. */
export interface Asked {
  readonly place: number;
  readonly targetAt: number;
}

/**
 * An answer about the selected place and target, asked for when the target has come to rest: while it moves, nothing is asked, and what was
 * asked before is cancelled.
 */
export class AskedAtRest<Answer> {
  readonly #view: ViewState;
  readonly #ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>;
  readonly #restMilliseconds: number;
  #answer = $state.raw<{ readonly place: number; readonly told: Answer } | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  constructor(
    viewState: ViewState,
    restMilliseconds: number,
    ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
  ) {
    this.#view = viewState;
    this.#ask = ask;
    this.#restMilliseconds = restMilliseconds;
    $effect.root(() => {
      $effect(() => {
        const asked = [viewState.current.selection, viewState.targetAt, viewState.returns];
        if (asked.includes(null)) this.#cancel();
        else this.again();
      });
    });
  }

  /** Null while nothing of the selected place is here. */
  get current(): Answer | null {
    const answer = this.#answer;
    return answer === null || answer.place !== this.#view.current.selection ? null : answer.told;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
  }

  /** Asks once more, after a rest. */
  again(): void {
    this.#cancel();
    this.#timer = setTimeout(() => void this.ask(), this.#restMilliseconds);
  }

  /** Asks for the present selection and target; an answer that was overtaken is passed over. */
  async ask(): Promise<void> {
    const place = this.#view.current.selection;
    const { targetAt } = this.#view;
    this.#cancel();
    if (place === null || targetAt === null) return;
    const { signal } = (this.#asking = new AbortController());
    try {
      const told = await this.#ask({ place, targetAt }, signal);
      if (signal.aborted) return;
      this.#answer = { place, told };
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (!signal.aborted && error.code !== 'engine-died') this.#error = error;
    }
  }
}
