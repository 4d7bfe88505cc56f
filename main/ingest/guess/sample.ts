import type { DuckDBConnection } from '@duckdb/node-api';
import type { Mapping } from '../../common/contract/messages/sources.ts';
import { csvColumns, fieldsSql, rowsSql, widthSql, type CsvColumns } from '../csv/csv-columns.ts';
import { guessSeparator, splitLine } from '../csv/line.ts';
import type { Head } from '../file/head.ts';
import { columnType, guessDecimal, guessHeader, type ColumnType } from './columns.ts';

/** Rows on which the judgement rests, fewer where they are wide. */
const mostRows = 1000;
const mostCells = 500_000;

/** The beginning of a delimited file, read by DuckDB as the import will read it. */
export interface Sample {
  readonly dialect: Pick<Mapping, 'encoding' | 'separator' | 'decimal' | 'header'>;
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Lines of the file with something on them; an estimate where the sample is not the whole file. */
  readonly lines: number;
  readonly isWhole: boolean;
}

export async function readSample(
  connection: DuckDBConnection,
  path: string,
  head: Head,
  known: Partial<Mapping>,
): Promise<Sample> {
  const lines = head.lines.filter((line) => line.trim() !== '');
  const separator = known.separator ?? guessSeparator(lines);
  const fields = lines.slice(0, 200).map((line) => splitLine(line, separator));
  const first = fields[0] ?? [];
  const decimal = known.decimal ?? (separator === ',' ? '.' : guessDecimal(fields.slice(1).flat()));
  const header = known.header ?? (isNamed(first, known) || guessHeader(first, fields.slice(1), decimal));
  const dialect = { encoding: head.encoding, separator, decimal, header };
  const csv = csvColumns(lines[0] ?? '', dialect);
  const columns = csv.names;
  const rows = await sampleRows(connection, path, head, dialect, csv);
  const types = columns.map((_, index) =>
    columnType(
      rows.map((row) => row[index] ?? null),
      decimal,
    ),
  );
  const characters = head.lines.reduce((sum, line) => sum + line.length + 1, 0);
  const headBytes = Math.max(1, characters * (head.encoding === 'utf-16' ? 2 : 1));
  return {
    dialect,
    columns,
    types,
    rows,
    isWhole: head.isWhole,
    lines: head.isWhole ? lines.length : Math.round((lines.length * head.bytes) / headBytes),
  };
}

/** Whether the first line holds a column that somebody has named. */
function isNamed(first: readonly string[], known: Partial<Mapping>): boolean {
  return Object.entries(known).some(
    ([key, said]) => key.endsWith('Column') && typeof said === 'string' && first.includes(said),
  );
}

async function sampleRows(
  connection: DuckDBConnection,
  path: string,
  { leading }: Head,
  dialect: Sample['dialect'],
  columns: CsvColumns,
): Promise<(string | null)[][]> {
  const limit = Math.max(20, Math.min(mostRows, Math.floor(mostCells / columns.names.length)));
  const rows = rowsSql(path, dialect, columns, leading, ', ignore_errors = true');
  const text = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null);
  if (columns.splitByReader) {
    const result = await connection.run(`SELECT * FROM ${rows} LIMIT ${limit}`);
    return (await result.getRows()).map((row) => row.map(text));
  }
  const result = await connection.run(
    `SELECT ${fieldsSql(dialect)} AS fields FROM (
       SELECT line FROM ${rows} WHERE ${widthSql(dialect, columns)} = ${columns.names.length} LIMIT ${limit})`,
  );
  return (await result.getRowsJson()).map(([fields]) => (Array.isArray(fields) ? fields.map(text) : []));
}
