import { refusal, type ImportContext } from '../import-context.ts';
import { readHead, type Head } from '../file/head.ts';
import { numberOf, queryOne } from '../sql.ts';
import { csvRefusal } from './csv-refusal.ts';
import { csvColumns, fieldsSql, rowsSql, widthSql, type CsvColumns } from './csv-columns.ts';
import { refusedByReader, refusedByWidth, reportRefusedRows, type RefusedRows } from './refused-rows.ts';

/** A CSV file as the temporary table `raw`, whose `rowid` counts the records from 0. */
export interface StagedCsv {
  readonly columns: CsvColumns;
  readonly records: number;
  /** Rows that had too many or too few columns and gave no record. */
  readonly refused: number;
  /** Where refused rows stand among all rows that are not blank, ascending, 0 is the first; of very many the first. */
  readonly refusedAt: readonly number[];
}

/**
 * Reads a CSV file into `raw`. Rows of the wrong width become findings.
 * @param select gives SQL for what is kept of each record, out of the texts of its columns
 * @throws MetropoleError `file-empty`, `file-no-rows`, `file-encoding`, `file-kind-mismatch`, `file-unreadable`,
 * `import-row-width`
 */
export async function stageCsv(
  context: ImportContext,
  select: (columns: CsvColumns) => string,
): Promise<StagedCsv> {
  const { connection, mapping } = context;
  const head = await readHead(context.path, mapping.encoding);
  const columns = csvColumns(head.lines[0] ?? '', mapping);
  const kept = select(columns);
  try {
    await (columns.splitByReader
      ? stageSplit(context, columns, head, kept)
      : stageWhole(context, columns, head, kept));
  } catch (thrown) {
    throw csvRefusal(context.fileName, thrown);
  }
  const refused = await reportRefusedRows(context, columns.names.length);
  const records = numberOf(await queryOne(connection, 'SELECT count(*) AS records FROM raw'), 'records');
  const refusedAt = await tellLines(context, head, refused);
  if (refused.count > records) {
    throw refusal(context, 'import-row-width', {
      row: refused.lines[0] ?? 0,
      expected: columns.names.length,
      found: refused.found,
    });
  }
  if (records === 0) {
    const told = head.lines.filter((line) => line.trim() !== '').length;
    if (told > (mapping.header ? 1 : 0))
      throw refusal(context, 'file-unreadable', { row: 1, reason: 'no row could be read' });
    throw refusal(context, 'file-no-rows');
  }
  return { columns, records, refused: refused.count, refusedAt };
}

async function stageSplit(
  { connection, path, mapping }: ImportContext,
  columns: CsvColumns,
  head: Head,
  kept: string,
): Promise<void> {
  const rejects = `, store_rejects = true, rejects_table = 'reject', rejects_scan = 'reject_scan', rejects_limit = 0`;
  const rows = rowsSql(path, mapping, columns, head.leading, rejects);
  await connection.run(`CREATE TEMP TABLE raw AS SELECT ${kept} FROM ${rows}`);
  await connection.run(refusedByReader);
}

/** Fields that are split at once: DuckDB would hold 2048 rows of them. */
const fieldsAtOnce = 1_000_000;

async function stageWhole(
  { connection, path, mapping }: ImportContext,
  columns: CsvColumns,
  head: Head,
  kept: string,
): Promise<void> {
  const rows = rowsSql(path, mapping, columns, head.leading);
  await connection.run(
    `CREATE TEMP TABLE whole_line AS SELECT line, ${widthSql(mapping, columns)} AS width FROM ${rows}`,
  );
  await connection.run(refusedByWidth(columns, head.leading + (mapping.header ? 1 : 0)));
  const { length } = columns.names;
  const batch = Math.max(1, Math.floor(fieldsAtOnce / length));
  const lines = numberOf(await queryOne(connection, 'SELECT count(*) AS lines FROM whole_line'), 'lines');
  const split = (from: number): string =>
    `SELECT ${kept} FROM (SELECT ${fieldsSql(mapping)} AS fields FROM whole_line
       WHERE rowid >= ${from} AND rowid < ${from + batch} AND width = ${length})`;
  await connection.run(`CREATE TEMP TABLE raw AS ${split(0)}`);
  for (let from = batch; from < lines; from += batch) await connection.run(`INSERT INTO raw ${split(from)}`);
  await connection.run('DROP TABLE whole_line');
}

/** Says how lines and records relate. Gives where the refused rows stand among those that are not blank. */
async function tellLines(
  { facts, mapping, findings }: ImportContext,
  { leading }: Head,
  refused: RefusedRows,
): Promise<number[]> {
  const before = leading + (mapping.header ? 1 : 0);
  const { blankLines } = await facts;
  const blank = blankLines.filter((line) => line > before);
  findings.setLines(before, [...blank, ...refused.lines]);
  let blanks = 0;
  return refused.lines.map((line) => {
    while ((blank[blanks] ?? Infinity) < line) blanks++;
    return line - 1 - before - blanks;
  });
}
