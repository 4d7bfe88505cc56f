import { connection, type Connection } from './connection.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

export interface Link {
  /** Place id at the other end. */
  readonly other: number;
  readonly weight: number;
  /** Leads away from the selected place. */
  readonly isOutgoing: boolean;
}

/** The links of the selected place; the others are never loaded. */
export class SelectionLinks {
  readonly #connection: Connection;
  #links = $state.raw<readonly Link[]>([]);
  #set = $state<string | null>(null);
  #asked: number | null = null;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    $effect.root(() => {
      $effect(() => {
        void this.#load(viewState.current.selection);
      });
    });
    line.onOpen(() => void this.#load(viewState.current.selection));
    line.on('source.added', () => void this.#load(viewState.current.selection));
    line.on('source.removed', () => void this.#load(viewState.current.selection));
  }

  get links(): readonly Link[] {
    return this.#links;
  }

  /** Name of the link set they are from; null when there is none. */
  get set(): string | null {
    return this.#set;
  }

  async #load(place: number | null): Promise<void> {
    this.#asked = place;
    this.#links = [];
    if (place === null) return;
    try {
      const { set, table } = await this.#connection.call('links.of', { place });
      if (this.#asked !== place) return;
      const { other, weight, outgoing } = table.columns;
      this.#set = set;
      this.#links = Array.from(other.values, (id, index) => ({
        other: id,
        weight: weight.values[index] ?? 0,
        isOutgoing: outgoing.values[index] === 1,
      }));
    } catch {
      this.#set = null;
    }
  }
}

export const selectionLinks = new SelectionLinks(connection, view);
