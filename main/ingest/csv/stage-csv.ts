import { MetropoleError } from '../../common/errors.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { readHead } from '../file/head.ts';
import { literal, numberOf, pathLiteral, query, queryOne, textOf } from '../sql.ts';
import { columnNames } from './line.ts';

/** A CSV file as the temporary table `raw`, whose `rowid` counts the records from 0. */
export interface StagedCsv {
  readonly columns: readonly string[];
  readonly records: number;
  /** Lines that had too many or too few columns and gave no record. */
  readonly refused: number;
}

/** More lines than this that are not as wide as the first make the first line the odd one. */
const recordedRejects = 100_000;

/** `'c0': 'VARCHAR', …` for DuckDB's reader. */
function columnTypes(count: number): string {
  return Array.from({ length: count }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
}

/** The options with which DuckDB reads a file that was mapped. */
export function csvOptions(mapping: ImportContext['mapping'], columns: number, skip: number): string {
  return `auto_detect = false, skip = ${skip}, header = ${mapping.header}, delim = ${literal(mapping.separator)}, quote = '"',
    escape = '"', encoding = ${literal(mapping.encoding)}, columns = {${columnTypes(columns)}}`;
}

/**
 * Reads a CSV file into `raw`. Rows of the wrong width become findings.
 * @param select gives SQL for what is kept of each record, out of the text columns `c0`, `c1`… of the named columns
 * @throws MetropoleError `file-empty`, `file-no-rows`, `file-encoding`, `file-kind-mismatch`, `file-unreadable`,
 * `import-row-width`
 */
export async function stageCsv(
  context: ImportContext,
  select: (columns: readonly string[]) => string,
): Promise<StagedCsv> {
  const { connection, mapping } = context;
  const head = await readHead(context.path, mapping.encoding);
  const first = head.lines.find((line) => line.trim() !== '') ?? '';
  const columns = columnNames(first, mapping.separator, mapping.header);
  try {
    await connection.run(
      `CREATE TEMP TABLE raw AS SELECT ${select(columns)} FROM read_csv(${pathLiteral(context.path)}, ${csvOptions(mapping, columns.length, head.leadingBlanks)},
         store_rejects = true, rejects_table = 'reject', rejects_scan = 'reject_scan', rejects_limit = ${recordedRejects})`,
    );
  } catch (thrown) {
    throw fromReading(context, thrown);
  }
  const rejects = await readRejects(context, columns.length);
  const records = numberOf(await queryOne(connection, 'SELECT count(*) AS records FROM raw'), 'records');
  const headerLine = mapping.header ? 1 : 0;
  const { blankLines } = await context.facts;
  const blank = blankLines.filter((line) => line > headerLine);
  context.findings.setLines(headerLine + blankLines.length - blank.length, [...blank, ...rejects.lines]);
  const refused = rejects.lines.length;
  if (refused > records) {
    throw refusal(context, 'import-row-width', {
      row: rejects.lines[0] ?? 0,
      expected: columns.length,
      found: rejects.found,
    });
  }
  if (records === 0) {
    const told = head.lines.filter((line) => line.trim() !== '').length;
    if (told > headerLine) throw refusal(context, 'file-unreadable', { reason: 'no row could be read' });
    throw refusal(context, 'file-no-rows');
  }
  return { columns, records, refused };
}

/** Reports the lines that DuckDB refused. */
async function readRejects(
  context: ImportContext,
  expected: number,
): Promise<{ readonly lines: readonly number[]; readonly found: number }> {
  const rows = await query(
    context.connection,
    `SELECT line, error_type::VARCHAR AS type, any_value(error_message) AS message FROM reject GROUP BY ALL ORDER BY line`,
  );
  const fatal = rows.find((row) => !/COLUMNS$/.test(textOf(row, 'type')));
  if (fatal !== undefined) {
    const row = numberOf(fatal, 'line');
    if (textOf(fatal, 'type') === 'INVALID ENCODING') throw refusal(context, 'file-encoding', { row });
    throw refusal(context, 'file-unreadable', { row, reason: textOf(fatal, 'type').toLowerCase() });
  }
  const found = (row: (typeof rows)[number] | undefined): number =>
    Number(/Found: (\d+)/.exec(row === undefined ? '' : textOf(row, 'message'))?.[1] ?? 0);
  for (const [type, code] of [
    ['TOO MANY COLUMNS', 'row-too-many-columns'],
    ['MISSING COLUMNS', 'row-too-few-columns'],
  ] as const) {
    const such = rows.filter((row) => row['type'] === type);
    const first = such[0];
    if (first === undefined) continue;
    context.findings.add({
      severity: 'error',
      code,
      record: null,
      line: numberOf(first, 'line'),
      column: null,
      count: such.length,
      parameters: { expected, found: found(first) },
    });
  }
  return { lines: [...new Set(rows.map((row) => numberOf(row, 'line')))], found: found(rows[0]) };
}

/** What DuckDB's CSV reader throws, as the refusal of a file. Everything else (disk full, aborted) stays as it is. */
function fromReading(context: ImportContext, thrown: unknown): unknown {
  if (thrown instanceof MetropoleError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const row = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? 0);
  if (/not utf-8 encoded|Invalid unicode|not .*encoded/i.test(message)) {
    return refusal(context, 'file-encoding', { row: row || 1 }, message);
  }
  if (/CSV|state machine/i.test(message)) {
    return refusal(
      context,
      'file-unreadable',
      { row: row || 1, reason: message.split('\n')[0] ?? '' },
      message,
    );
  }
  return thrown;
}

/** SQL name of the text column that the mapping names under `key`. @throws MetropoleError `import-column-missing` */
export function columnSql(
  context: ImportContext,
  columns: readonly string[],
  key:
    | 'timeColumn'
    | 'placeColumn'
    | 'valueColumn'
    | 'nameColumn'
    | 'latitudeColumn'
    | 'longitudeColumn'
    | 'fromColumn'
    | 'toColumn'
    | 'weightColumn',
): string {
  const name = context.mapping[key] ?? '';
  const index = columns.indexOf(name);
  if (index === -1)
    throw refusal(context, 'import-column-missing', {
      column: name,
      columns: columns.slice(0, 20).join(', '),
    });
  return `c${index}`;
}
