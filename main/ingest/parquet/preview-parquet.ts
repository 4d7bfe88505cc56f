import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { mappingSchema, type Mapping, type Preview } from '../../common/contract/messages/sources.ts';
import { columnFor, guessMetric } from '../guess/words.ts';
import { noRows } from '../no-rows.ts';
import { readingsParquet } from '../readers/readings-parquet.ts';
import { numberOf, queryOne } from '../sql.ts';
import { parquetColumns, parquetRefusal, parquetSql, type ParquetColumn } from './parquet-file.ts';

const shownColumns = 200;
const shownRows = 20;

/** Looks at a Parquet file of readings, one row each. @throws MetropoleError `file-unreadable` */
export async function previewParquet(
  connection: DuckDBConnection,
  path: string,
  known: Partial<Mapping>,
): Promise<Preview> {
  const fileName = basename(path);
  const columns = await parquetColumns(connection, path);
  const shown = columns.slice(0, shownColumns);
  const { rows, records } = await firstRows(connection, path, shown);
  const guess = guessOf(columns, fileName, known);
  const mapping = mappingSchema.parse({ ...guess, ...known, format: readingsParquet.format });
  const missing = readingsParquet.missing(mapping);
  return {
    path,
    fileName,
    bytes: (await stat(path)).size,
    mapping,
    confidence: missing.length === 0 ? 0.95 : 0.7,
    columns: shown.map(({ name, type }) => ({ name, type })),
    rows,
    missing: [...missing],
    notices: records === 0 ? [noRows] : [],
  };
}

function guessOf(
  columns: readonly ParquetColumn[],
  fileName: string,
  known: Partial<Mapping>,
): Partial<Mapping> {
  const named = (type: ParquetColumn['type']): string[] =>
    columns.filter((column) => column.type === type).map(({ name }) => name);
  const all = columns.map(({ name }) => name);
  const time = named('time')[0] ?? columnFor('time', all);
  const rest = all.filter((name) => name !== time);
  const place = columnFor('place', rest) ?? named('text')[0];
  const numbers = named('number').filter((name) => name !== place && name !== time);
  const value = known.valueColumn ?? columnFor('value', numbers) ?? numbers[0];
  const saysInstant = columns.find(({ name }) => name === (known.timeColumn ?? time))?.saysInstant === true;
  return {
    timeColumn: time,
    placeColumn: place,
    valueColumn: value,
    ...(saysInstant ? { zone: 'UTC' } : {}),
    ...guessMetric([value ?? '', fileName], known),
  };
}

async function firstRows(
  connection: DuckDBConnection,
  path: string,
  columns: readonly ParquetColumn[],
): Promise<{ readonly rows: (string | null)[][]; readonly records: number }> {
  try {
    const { records } = await queryOne(connection, `SELECT count(*) AS records FROM ${parquetSql(path)}`);
    if (columns.length === 0) return { rows: [], records: 0 };
    const texts = columns.map(({ text }) => `(${text})::VARCHAR`).join(', ');
    const result = await connection.run(`SELECT ${texts} FROM ${parquetSql(path)} LIMIT ${shownRows}`);
    const rows = (await result.getRows()).map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell : null)),
    );
    return { rows, records: numberOf({ records }, 'records') };
  } catch (thrown) {
    throw parquetRefusal(basename(path), thrown);
  }
}
