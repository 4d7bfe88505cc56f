import type { Scenario, ScenarioId, Scenarios } from '../../main/common/contract/messages/scenarios.ts';
import { scenariosIn } from '../../main/common/scenario-words.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** It runs the model several times: last of all that is asked about a place. */
const restMilliseconds = 500;

/** What would change the forecast of the selected place. One of the scenarios may be drawn on the map, until the selection moves on. */
class ScenarioState extends AskedAtRest<Scenarios> {
  readonly #view: ViewState;
  #chosen = $state.raw<{ readonly id: ScenarioId; readonly place: number | null } | null>(null);

  constructor(line: Connection, viewState: ViewState) {
    super(
      viewState,
      restMilliseconds,
      (asked, signal) => line.call('drilldown.scenarios', asked, { signal }),
      scenariosIn,
    );
    this.#view = viewState;
    this.againOn(line, ['run.finished', 'source.added', 'source.removed']);
  }

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
}

export const scenarios = new ScenarioState(connection, view);
