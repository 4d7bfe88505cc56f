import { instant, readRow } from '../columns.ts';
import type { Database } from '../database.ts';

/** Who did what. Rows are only ever added. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly clientId: string;
  /** A message name of the contract, or a job of the engine. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export class Audit {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether an action was ever taken. */
  async has(action: string): Promise<boolean> {
    const row = await this.#database.read((connection) =>
      readRow(connection, 'SELECT 1 AS found FROM audit WHERE action = $action LIMIT 1', { action }),
    );
    return row !== undefined;
  }

  async append(entry: AuditEntry): Promise<void> {
    await this.#database.write((connection) =>
      connection.run('INSERT INTO audit VALUES ($at, $actor, $clientId, $action, $parameters::JSON)', {
        ...entry,
        at: instant(entry.at),
        parameters: JSON.stringify(entry.parameters),
      }),
    );
  }
}
