import type { ActionRecord } from '../../main/common/contract/messages/actions.ts';
import type { RequestOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

/** The log of actions that people took, as every window sees it, and whether one is being written into it here. */
export class ActionsState {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #all = $state.raw<readonly ActionRecord[]>([]);
  /** The place that an action is being logged of. */
  #formFor = $state<number | null>(null);

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    line.on('actions.changed', () => void this.load());
    line.onOpen(() => void this.load());
  }

  /** Those of all places that were not taken back, the last first. */
  get all(): readonly ActionRecord[] {
    return this.#all;
  }

  /** True while an action of the selected place is being written down. */
  readonly isFormOpen: boolean = $derived.by(
    () => this.#formFor !== null && this.#formFor === this.#view.current.selection,
  );

  /** Begins to write down an action of the selected place; nothing where none is selected. */
  openForm(): void {
    this.#formFor = this.#view.current.selection;
  }

  closeForm(): void {
    this.#formFor = null;
  }

  /** Without an engine the list stays as it was. */
  async load(): Promise<void> {
    try {
      const { actions } = await this.#connection.call('actions.list', { place: null, takenBack: false });
      this.#all = actions;
    } catch (thrown) {
      if (!(thrown instanceof MetropoleError)) throw thrown;
    }
  }

  /** @throws MetropoleError as the engine says it */
  async log(action: RequestOf<EngineMessages, 'actions.log'>): Promise<void> {
    await this.#connection.call('actions.log', action);
  }

  /** @throws MetropoleError as the engine says it */
  async end(action: number): Promise<void> {
    await this.#connection.call('actions.end', { action, at: null });
  }

  /** @throws MetropoleError as the engine says it */
  async takeBack(action: number, reason: string): Promise<void> {
    await this.#connection.call('actions.take-back', { action, reason });
  }
}

export const actions = new ActionsState(connection, view);
