export type TableFilter = 'all' | 'without-location' | 'cells';

/** Whether the table of what the map shows is open, and what it lists. */
export class TableState {
  #filter = $state<TableFilter | null>(null);

  /** Null while it is closed. */
  get filter(): TableFilter | null {
    return this.#filter;
  }

  show(filter: TableFilter): void {
    this.#filter = filter;
  }

  close(): void {
    this.#filter = null;
  }

  /** @param first what it lists when it opens */
  toggle(first: TableFilter = 'all'): void {
    this.#filter = this.#filter === null ? first : null;
  }
}

export const table = new TableState();
