import type { Scenario, ScenarioId, Scenarios } from '../../main/common/contract/messages/scenarios.ts';
import type { MetropoleError } from '../../main/common/errors.ts';
import { scenariosIn } from '../../main/common/scenario-words.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** It runs the model several times: last of all that is asked about a place. */
const restMilliseconds = 500;

/** What would change the forecast of the selected place. One of the scenarios may be drawn on the map, until the selection moves on. */
export class ScenarioState {
  readonly #view: ViewState;
  readonly #asked: AskedAtRest<Scenarios>;
  #chosen = $state.raw<{ readonly id: ScenarioId; readonly place: number | null } | null>(null);

  constructor(line: Connection, viewState: ViewState) {
    this.#view = viewState;
    this.#asked = new AskedAtRest(viewState, restMilliseconds, (asked, signal) =>
      line.call('drilldown.scenarios', asked, { signal }),
    );
    for (const event of ['run.finished', 'source.added', 'source.removed'] as const)
      line.on(event, () => this.#asked.again());
  }

  /** In the unit that the workspace shows; null while nothing of the selected place is here. */
  readonly current: Scenarios | null = $derived.by(() => {
    const told = this.#asked.current;
    return told === null ? null : scenariosIn(told, this.#view.current.units);
  });

  /** The one that is drawn on the map; null where none is. */
  readonly drawn: Scenario | null = $derived.by(() => {
    const chosen = this.#chosen;
    if (chosen === null || chosen.place !== this.#view.current.selection) return null;
    return this.current?.scenarios.find(({ id }) => id === chosen.id) ?? null;
  });

  /** Draws a scenario; the one that is drawn no longer. */
  toggleDrawn(id: ScenarioId): void {
    this.#chosen = this.drawn?.id === id ? null : { id, place: this.#view.current.selection };
  }

  get error(): MetropoleError | null {
    return this.#asked.error;
  }

  /** Asks now, without a rest. */
  async ask(): Promise<void> {
    await this.#asked.ask();
  }
}

export const scenarios = new ScenarioState(connection, view);
