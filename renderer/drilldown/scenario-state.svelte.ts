import type { Scenario, ScenarioId, Scenarios } from '../../main/common/contract/messages/scenarios.ts';
import { minutesAfter, oneOfEach, scenariosIn } from '../../main/common/scenario-words.ts';
import { connection, type Connection } from '../state/connection.svelte.ts';
import { view, type ViewState } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

/** It runs the model several times: last of all that is asked about a place. */
const restMilliseconds = 500;

/** What would change the forecast of the selected place. One of the scenarios may be drawn on the map, until the selection moves on. */
class ScenarioState extends AskedAtRest<Scenarios> {
  readonly #view: ViewState;
  /** Of scenarios with several times, the one that was chosen: minutes after the data cut-off. */
  #minutes = $state.raw<ReadonlyMap<ScenarioId, number>>(new Map());
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

  /** One of each: the one whose time was chosen, else the earliest. */
  readonly each: readonly Scenario[] = $derived(
    this.current === null ? [] : oneOfEach(this.current, this.#minutes),
  );

  /** The times that may be chosen for a scenario, minutes after the data cut-off; nothing to choose where there is one. */
  timesOf(id: ScenarioId): readonly number[] {
    const { scenarios: all = [], asOf = null } = this.current ?? {};
    return all.filter((one) => one.id === id).map(({ at }) => minutesAfter(at, asOf));
  }

  chooseTime(id: ScenarioId, minutes: number): void {
    this.#minutes = new Map([...this.#minutes, [id, minutes]]);
  }

  /** The one that is drawn on the map; null where none is. */
  readonly drawn: Scenario | null = $derived.by(() => {
    const chosen = this.#chosen;
    if (chosen === null || chosen.place !== this.#view.current.selection) return null;
    return this.each.find(({ id }) => id === chosen.id) ?? null;
  });

  /** Draws a scenario; the one that is drawn no longer. */
  toggleDrawn(id: ScenarioId): void {
    this.#chosen = this.drawn?.id === id ? null : { id, place: this.#view.current.selection };
  }
}

export const scenarios = new ScenarioState(connection, view);
