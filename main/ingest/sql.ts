import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { namedRows, type NamedRow } from '../common/rows/named-rows.ts';

export type SqlRow = NamedRow;

/** Text as an SQL literal, for statements that take no parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path as DuckDB must see it: a file called `a*.csv` is that file, not a pattern. */
export function pathLiteral(path: string): string {
  return literal(/[*?]/.test(path) ? path.replaceAll(/[*?[]/g, '[$&]') : path);
}

/** All rows of a small result by name; 64-bit integers become numbers. */
export async function query(
  connection: DuckDBConnection,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>> = {},
): Promise<SqlRow[]> {
  return namedRows(await connection.run(sql, { ...parameters }));
}

/** The only row of a result. */
export async function queryOne(
  connection: DuckDBConnection,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>> = {},
): Promise<SqlRow> {
  const [row] = await query(connection, sql, parameters);
  if (row === undefined) throw new Error('a query that must give a row gave none');
  return row;
}

/** A number of a row; 0 where it is null. */
export function numberOf(row: SqlRow, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
}

/** A number of a row, or null. */
export function numberOrNull(row: SqlRow, name: string): number | null {
  const value = row[name];
  return typeof value === 'number' ? value : null;
}

export function textOf(row: SqlRow, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}
