import type { DuckDBConnection } from '@duckdb/node-api';
import type { Mapping } from '../../common/contract/messages/sources.ts';
import { csvOptions } from '../csv/stage-csv.ts';
import { columnNames, guessSeparator, splitLine } from '../csv/line.ts';
import type { Head } from '../file/head.ts';
import { pathLiteral } from '../sql.ts';
import { columnType, guessDecimal, guessHeader, type ColumnType } from './columns.ts';

/** Rows on which the judgement rests. */
const sampleRows = 1000;

/** The beginning of a delimited file, read by DuckDB as the import will read it. */
export interface Sample {
  readonly dialect: Pick<Mapping, 'encoding' | 'separator' | 'decimal' | 'header'>;
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Lines of the file with something on them; an estimate for files whose end was not looked at. */
  readonly lines: number;
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
  const header = known.header ?? guessHeader(first, fields.slice(1), decimal);
  const columns = columnNames(lines[0] ?? '', separator, header);
  const dialect = { encoding: head.encoding, separator, decimal, header };
  const options = csvOptions({ format: 'readings-wide', ...dialect }, columns.length, head.leadingBlanks);
  const result = await connection.run(
    `SELECT * FROM read_csv(${pathLiteral(path)}, ${options}, ignore_errors = true) LIMIT ${sampleRows}`,
  );
  const rows = (await result.getRows()).map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell : null)),
  );
  const types = columns.map((_, index) =>
    columnType(
      rows.map((row) => row[index] ?? null),
      decimal,
    ),
  );
  const headBytes = head.lines.reduce((sum, line) => sum + line.length + 1, 0);
  const whole = headBytes * (head.encoding === 'utf-16' ? 2 : 1) >= head.bytes - 4;
  return {
    dialect,
    columns,
    types,
    rows,
    lines: whole ? lines.length : Math.round((lines.length * head.bytes) / Math.max(1, headBytes)),
  };
}
