import type { EngineEvents } from '../../main/common/contract/engine-contract.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import type { View } from '../../main/common/view.ts';
import type { Connection } from '../state/connection.svelte.ts';
import type { ViewState } from '../state/view.svelte.ts';
import { isFormerTarget } from './former-target.ts';

/** An answer in the units that the workspace shows. */
type InUnits<Answer> = (told: Answer, units: View['units']) => Answer;

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
  readonly #inUnits: InUnits<Answer>;
  #answer = $state.raw<(Asked & { readonly told: Answer }) | null>(null);
  #failed = $state.raw<{ readonly place: number; readonly error: MetropoleError } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  constructor(
    viewState: ViewState,
    restMilliseconds: number,
    ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
    inUnits: InUnits<Answer> = (told) => told,
  ) {
    this.#view = viewState;
    this.#ask = ask;
    this.#restMilliseconds = restMilliseconds;
    this.#inUnits = inUnits;
    $effect.root(() => {
      $effect(() => {
        const asked = [viewState.current.selection, viewState.targetAt, viewState.returns];
        if (asked.includes(null)) this.#cancel();
        else this.again();
      });
    });
  }

  /** In the unit that the workspace shows; null while nothing of the selected place is here. */
  readonly current: Answer | null = $derived.by(() => {
    const { selection, units } = this.#view.current;
    const answer = this.#answer;
    return answer === null || answer.place !== selection ? null : this.#inUnits(answer.told, units);
  });

  /** Whether what is here is of another target than the one that is wanted by now (`isFormerTarget`). */
  readonly isBehind: boolean = $derived.by(() => {
    if (this.current === null || this.#answer === null) return false;
    return isFormerTarget(this.#answer.targetAt, this.#view.targetAt);
  });

  /** What asking about the selected place came to, where it failed. */
  readonly error: MetropoleError | null = $derived.by(() => {
    const { selection } = this.#view.current;
    return this.#failed?.place === selection ? this.#failed.error : null;
  });

  /** Asks once more whenever one of these happens. */
  againOn(line: Connection, events: readonly (keyof EngineEvents)[]): this {
    for (const event of events) line.on(event, () => this.again());
    return this;
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
      this.#answer = { place, targetAt, told };
      this.#failed = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (!signal.aborted && error.code !== 'engine-died') this.#failed = { place, error };
    }
  }
}
