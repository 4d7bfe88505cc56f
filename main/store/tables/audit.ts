import { z } from 'zod';
import { instant, readRow, readRows } from '../columns.ts';
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

const parametersSchema = z.record(z.string(), z.unknown());

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

  /** The last of some actions, newest first. */
  async latest(actions: readonly string[], limit: number): Promise<readonly AuditEntry[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT epoch_ms(happened_at) AS at_ms, actor, client_id, action, parameters::VARCHAR AS parameters FROM audit
         WHERE list_contains(CAST($actions AS VARCHAR[]), action) ORDER BY happened_at DESC LIMIT $limit`,
        { actions: JSON.stringify(actions), limit },
      ),
    );
    return rows.map((row) => ({
      at: Number(row['at_ms']),
      actor: String(row['actor']),
      clientId: String(row['client_id']),
      action: String(row['action']),
      parameters: parametersSchema.parse(JSON.parse(String(row['parameters']))),
    }));
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
