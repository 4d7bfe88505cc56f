import { readRow } from './columns.ts';
import type { Database } from './database.ts';

/** What belongs to what: rows of the first whose parent is not there were never committed. Parents stand before what belongs to their rows. */
const children: readonly (readonly [table: string, column: string, parent: string])[] = [
  ['reading', 'source_id', 'source'],
  ['series_span', 'source_id', 'source'],
  ['source_span', 'source_id', 'source'],
  ['notice', 'source_id', 'source'],
  ['source_place', 'source_id', 'source'],
  ['place_version', 'source_id', 'source'],
  ['weather', 'source_id', 'source'],
  ['incident', 'source_id', 'source'],
  ['planned_event', 'source_id', 'source'],
  ['holiday', 'source_id', 'source'],
  ['holiday_span', 'source_id', 'source'],
  ['link_set', 'source_id', 'source'],
  ['link', 'link_set_id', 'link_set'],
  ['forecast', 'run_id', 'forecast_run'],
  ['load_outlook', 'run_id', 'forecast_run'],
  ['load_outlook_step', 'run_id', 'forecast_run'],
];

/**
 * Removes what a killed process left of a transaction that it did not end. DuckDB writes large appends to the file before they are
 * committed, and now and then finds them again when it opens a file whose last owner was killed, without the rest of their transaction
 * (duckdb/duckdb#25931; here 3 of 212 imports of 600,000 readings that were killed while they were saved).
 *
 * @returns how many rows of which table; nothing where all was whole
 */
export async function removeOrphans(database: Database): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const [table, column, parent] of children) {
    const isOrphan = `${column} NOT IN (SELECT ${column} FROM ${parent})`;
    const row = await database.read((connection) =>
      readRow(connection, `SELECT count(*)::DOUBLE AS orphans FROM ${table} WHERE ${isOrphan}`),
    );
    const count = Number(row?.['orphans'] ?? 0);
    if (count === 0) continue;
    await database.write((connection) => connection.run(`DELETE FROM ${table} WHERE ${isOrphan}`));
    found[table] = count;
  }
  return found;
}
