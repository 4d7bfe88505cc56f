import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { mappingSchema, type Mapping, type Preview } from '../../common/contract/messages/sources.ts';
import { guessRecords, type RecordsGuess } from '../guess/records.ts';
import { columnFor, guessMetric } from '../guess/words.ts';
import { noRows } from '../no-rows.ts';
import { readingsParquet } from '../readers/readings-parquet.ts';
import { readers } from '../readers/registry.ts';
import { numberOf, queryOne } from '../sql.ts';
import { parquetColumns, parquetRefusal, parquetSql, type ParquetColumn } from './parquet-file.ts';

const shownColumns = 200;
const shownRows = 20;

/** Looks at a Parquet file of readings, weather, incidents or events, one row each. @throws MetropoleError `file-unreadable` */
export async function previewParquet(
  connection: DuckDBConnection,
  path: string,
  known: Partial<Mapping>,
): Promise<Preview> {
  const fileName = basename(path);
  const columns = await parquetColumns(connection, path);
  const shown = columns.slice(0, shownColumns);
  const { rows, records } = await firstRows(connection, path, shown);
  const told = recordsIn(columns, fileName);
  const format = isTabular(known.format) ? known.format : (told?.format ?? readingsParquet.format);
  const guess =
    format === readingsParquet.format
      ? guessOf(columns, fileName, known)
      : {
          ...(told?.format === format ? told.columns : {}),
          ...(columns.some(({ type, saysInstant }) => type === 'time' && !saysInstant)
            ? {}
            : { zone: 'UTC' }),
        };
  const mapping = mappingSchema.parse({ ...guess, ...known, format });
  const missing = readers[format].missing(mapping);
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

/** The formats that a Parquet file may have. */
const tabular = ['readings-parquet', 'weather', 'incidents', 'events'] as const;

function isTabular(format: Mapping['format'] | undefined): format is (typeof tabular)[number] {
  return tabular.some((one) => one === format);
}

/** Weather, incidents or events, told by the names of columns. Only times that say their instant are taken without a question. */
function recordsIn(columns: readonly ParquetColumn[], fileName: string): RecordsGuess | undefined {
  const [time] = columns.filter(({ type }) => type === 'time');
  return time === undefined
    ? undefined
    : guessRecords(
        columns.map(({ name }) => name),
        time.name,
        fileName,
      );
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
