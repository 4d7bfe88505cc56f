export type TableFilter = 'all' | 'without-location';

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

  toggle(): void {
    this.#filter = this.#filter === null ? 'all' : null;
  }
}

export const table = new TableState();
