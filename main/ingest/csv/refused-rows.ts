import { refusal, type ImportContext } from '../import-context.ts';
import { literal, numberOf, query, textOf } from '../sql.ts';
import type { CsvColumns } from './csv-columns.ts';

/** Rows that gave no record. */
export interface RefusedRows {
  readonly count: number;
  /** Their lines, ascending, 1 is the first; of very many the first. */
  readonly lines: readonly number[];
  /** How many columns the first of them has. */
  readonly found: number;
}

/** Lines that are remembered one by one. */
const mostLines = 100_000;

/** The temporary view `refused_row` (line, type, found) of what DuckDB's reader refused. */
export const refusedByReader = String.raw`CREATE TEMP VIEW refused_row AS
  SELECT line, error_type::VARCHAR AS type, regexp_extract(error_message, 'Found: (\d+)', 1) AS found FROM reject`;

/**
 * The same as a temporary table, of rows read whole: `whole_line` has the `width` of each, null where it is blank.
 * @param before lines before the first of them
 */
export function refusedByWidth({ names: { length } }: CsvColumns, before: number): string {
  return `CREATE TEMP TABLE refused_row AS
    SELECT rowid + ${before + 1} AS line, width::VARCHAR AS found,
           CASE WHEN width > ${length} THEN ${literal(tooMany)} ELSE ${literal(tooFew)} END AS type
    FROM whole_line WHERE width <> ${length}`;
}

const tooMany = 'TOO MANY COLUMNS';
const tooFew = 'MISSING COLUMNS';

/** Reports the rows of `refused_row`. @throws MetropoleError `file-encoding`, `file-unreadable` */
export async function reportRefusedRows(context: ImportContext, expected: number): Promise<RefusedRows> {
  const kinds = await query(
    context.connection,
    `SELECT type, count(DISTINCT line) AS lines, min(line) AS line, arg_min(found, line) AS found
     FROM refused_row GROUP BY type ORDER BY min(line)`,
  );
  for (const kind of kinds) {
    const [type, row] = [textOf(kind, 'type'), numberOf(kind, 'line')];
    if (type === 'INVALID ENCODING') throw refusal(context, 'file-encoding', { row });
    if (type !== tooMany && type !== tooFew) {
      throw refusal(context, 'file-unreadable', { row, reason: type.toLowerCase() });
    }
    context.findings.add({
      severity: 'error',
      code: type === tooMany ? 'row-too-many-columns' : 'row-too-few-columns',
      record: null,
      line: row,
      column: null,
      count: numberOf(kind, 'lines'),
      parameters: { expected, found: Number(textOf(kind, 'found')) },
    });
  }
  const lines = await query(
    context.connection,
    `SELECT DISTINCT line FROM refused_row ORDER BY line LIMIT ${mostLines}`,
  );
  const [total] = await query(context.connection, 'SELECT count(DISTINCT line) AS count FROM refused_row');
  return {
    count: total === undefined ? 0 : numberOf(total, 'count'),
    lines: lines.map((row) => numberOf(row, 'line')),
    found: Number(kinds[0] === undefined ? 0 : textOf(kinds[0], 'found')),
  };
}
