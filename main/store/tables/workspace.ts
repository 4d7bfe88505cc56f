import type { DuckDBConnection } from '@duckdb/node-api';
import { instant, readRow } from '../columns.ts';

export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  /** True for the generated practice city of a fresh start. */
  readonly isPractice: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export async function createWorkspaceRow(connection: DuckDBConnection, row: WorkspaceRow): Promise<void> {
  await connection.run('INSERT INTO workspace VALUES ($id, $name, $isPractice, $createdAt)', {
    ...row,
    createdAt: instant(row.createdAt),
  });
}

export async function readWorkspaceRow(connection: DuckDBConnection): Promise<WorkspaceRow | undefined> {
  const row = await readRow(
    connection,
    'SELECT id, name, is_practice, epoch_ms(created_at) AS created_at FROM workspace LIMIT 1',
  );
  if (row === undefined) return undefined;
  return {
    id: String(row['id']),
    name: String(row['name']),
    isPractice: row['is_practice'] === true,
    createdAt: Number(row['created_at']),
  };
}
