import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from '../../../main/store/append.ts';
import type { FileTable } from './table.ts';

export const tableKinds = ['parquet', 'csv'] as const;
export type TableKind = (typeof tableKinds)[number];

const options: Readonly<Record<TableKind, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 15, ROW_GROUP_SIZE 500000',
  csv: 'FORMAT csv, HEADER true',
};

/**
 * Writes tables into a folder, one file each. One thread and the order of the rows kept: the same tables give the same bytes
 * with the same version of DuckDB.
 * @returns the files' paths
 */
export async function writeTables(
  folder: string,
  tables: readonly FileTable[],
  kind: TableKind,
): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run("SET preserve_insertion_order = true; SET TimeZone = 'UTC'");
    const paths: string[] = [];
    for (const table of tables) paths.push(await writeTable(connection, folder, table, kind));
    return paths;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function writeTable(
  connection: DuckDBConnection,
  folder: string,
  { name, rows, columns }: FileTable,
  kind: TableKind,
): Promise<string> {
  const path = join(folder, `${name}.${kind}`);
  const typed = columns.map((column) => `"${column.name}" ${column.type.toString()}`);
  await connection.run(`CREATE TEMP TABLE content (${typed.join(', ')})`);
  await appendColumns(connection, 'content', rows, columns);
  await connection.run(`COPY content TO '${path.replaceAll("'", "''")}' (${options[kind]})`);
  await connection.run('DROP TABLE content');
  return path;
}
