import { drilldownIn } from '../../main/common/display-units.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import type { Drilldown } from '../../main/common/contract/messages/drilldown.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { isFormerTarget } from './former-target.ts';

/**
 * What is known of the selected place at the target time. One request is on its way at a time, and is cancelled when another place is
 * selected; while the target moves, the last answer of the same place stays, so that nothing flickers.
 */
export class DrilldownState {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #answer = $state.raw<{ readonly told: Drilldown; readonly targetAt: number } | null>(null);
  #failed = $state.raw<{ readonly place: number; readonly error: MetropoleError } | null>(null);
  /** What is on its way. */
  #asking: { readonly place: number; readonly abort: AbortController } | null = null;
  #isAsking = false;
  #askAgain = false;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    line.on('run.finished', () => void this.ask());
    line.on('work.progress', ({ progress }) => {
      if (progress === null) void this.ask();
    });
    line.on('source.added', () => void this.ask());
    line.on('source.removed', () => void this.ask());
    line.on('actions.changed', () => void this.ask());
    $effect.root(() => {
      $effect(() => {
        const asked = [viewState.current.selection, viewState.targetAt, viewState.returns];
        if (!asked.includes(null)) void this.ask();
      });
    });
  }

  /** In the unit that the workspace shows; null while nothing of the selected place is here. */
  readonly current: Drilldown | null = $derived.by(() => {
    const { selection, units } = this.#view.current;
    if (this.#answer === null || this.#answer.told.place.id !== selection) return null;
    return drilldownIn(this.#answer.told, units);
  });

  /** Whether what is here is of another target than the one that is wanted by now (`isFormerTarget`). */
  readonly isBehind: boolean = $derived.by(() => {
    if (this.current === null || this.#answer === null) return false;
    return isFormerTarget(this.#answer.targetAt, this.#view.targetAt);
  });

  /** What asking for the selected place came to, where it failed. */
  readonly error: MetropoleError | null = $derived.by(() => {
    const { selection } = this.#view.current;
    return this.#failed?.place === selection ? this.#failed.error : null;
  });

  /** Asks for the present selection and target, now or as soon as the request on its way has ended. */
  async ask(): Promise<void> {
    this.#askAgain = true;
    if (this.#asking?.place !== this.#view.current.selection) this.#asking?.abort.abort();
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#askAgain) {
        this.#askAgain = false;
        await this.#askOnce();
      }
    } finally {
      this.#isAsking = false;
    }
  }

  async #askOnce(): Promise<void> {
    const place = this.#view.current.selection;
    const { targetAt } = this.#view;
    if (place === null || targetAt === null) return;
    const abort = new AbortController();
    this.#asking = { place, abort };
    try {
      const told = await this.#connection.call(
        'drilldown.get',
        { place, targetAt },
        { signal: abort.signal },
      );
      this.#answer = { told, targetAt };
      this.#failed = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died' && !abort.signal.aborted) this.#failed = { place, error };
    } finally {
      this.#asking = null;
    }
  }
}

export const drilldowns = new DrilldownState(connection, view);
