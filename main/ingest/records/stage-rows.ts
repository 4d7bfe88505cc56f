import type { ColumnKey } from '../../common/contract/messages/sources.ts';
import { columnSql } from '../csv/csv-columns.ts';
import { stageCsv } from '../csv/stage-csv.ts';
import { readHead } from '../file/head.ts';
import { isICalendar } from '../ical/content-lines.ts';
import { stageICalRows } from '../ical/stage-ical-rows.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import {
  isParquet,
  parquetColumns,
  parquetRefusal,
  parquetSql,
  type ParquetColumn,
} from '../parquet/parquet-file.ts';
import { presentSql } from '../readings/cells.ts';
import { numberOf, query, queryOne, textOf } from '../sql.ts';

/** What a file's rows are kept as: a name for each column key that is taken from the mapping. */
export type Roles = Readonly<Record<string, ColumnKey>>;

/** A file as the temporary table `raw`: a text column for each role, null where it says nothing or no column is mapped to it. */
export interface StagedRows {
  readonly records: number;
  /** Rows that gave no record. */
  readonly refused: number;
}

/** Refuses what is neither text nor Parquet. @throws MetropoleError `file-…` */
export async function requireRows(path: string): Promise<void> {
  if (!(await isParquet(path))) await readHead(path);
}

/**
 * Reads the mapped columns of a CSV, Parquet or iCalendar file into `raw`, and nothing else of it: what is not mapped, names of people
 * before all, never reaches the workspace. Columns left out are named in a notice.
 * @throws MetropoleError `file-…`, `import-column-missing`, `import-row-width`
 */
export async function stageRows(context: ImportContext, roles: Roles): Promise<StagedRows> {
  if (await isParquet(context.path)) return await stageParquetRows(context, roles);
  if (!(await isICalendar(context.path))) return await stageTextRows(context, roles);
  const { names, ...rows } = await stageICalRows(context, roles);
  tellLeftOut(context, roles, names);
  return rows;
}

async function stageTextRows(context: ImportContext, roles: Roles): Promise<StagedRows> {
  const csv = await stageCsv(context, (columns) =>
    selected(context, roles, (key) => columnSql(context, columns, key)),
  );
  tellLeftOut(context, roles, csv.columns.names);
  return { records: csv.records, refused: csv.refused };
}

async function stageParquetRows(context: ImportContext, roles: Roles): Promise<StagedRows> {
  const { connection, path, fileName } = context;
  const columns = await parquetColumns(connection, path);
  const select = selected(context, roles, (key) => parquetColumn(context, columns, key).text);
  try {
    await connection.run(`CREATE TEMP TABLE raw AS SELECT ${select} FROM ${parquetSql(path)}`);
  } catch (thrown) {
    throw parquetRefusal(fileName, thrown);
  }
  const records = numberOf(await queryOne(connection, 'SELECT count(*) AS records FROM raw'), 'records');
  if (records === 0) throw refusal(context, 'file-no-rows');
  tellLeftOut(
    context,
    roles,
    columns.map(({ name }) => name),
  );
  return { records, refused: 0 };
}

function selected(context: ImportContext, roles: Roles, text: (key: ColumnKey) => string): string {
  return Object.entries(roles)
    .map(([role, key]) =>
      context.mapping[key] === undefined
        ? `NULL::VARCHAR AS ${role}`
        : `${presentSql(context, `(${text(key)})`)} AS ${role}`,
    )
    .join(', ');
}

function parquetColumn(
  context: ImportContext,
  columns: readonly ParquetColumn[],
  key: ColumnKey,
): ParquetColumn {
  const name = context.mapping[key] ?? '';
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = columns.slice(0, 20).map((column) => column.name);
  throw refusal(context, 'import-column-missing', { column: name, columns: names.join(', ') });
}

function tellLeftOut({ mapping, findings }: ImportContext, roles: Roles, names: readonly string[]): void {
  const taken = new Set(Object.values(roles).map((key) => mapping[key]));
  const left = names.filter((name) => !taken.has(name));
  findings.add({
    severity: 'info',
    code: 'columns-left-out',
    record: null,
    column: null,
    count: left.length,
    parameters: { columns: left.slice(0, 20).join(', ') },
  });
}

/** Rows of `sql` counted by what is wrong with them: `problem`, `count`, `record` of the first and the `value` there. */
export async function problemsOf(
  context: ImportContext,
  sql: string,
): Promise<readonly { problem: string; count: number; record: number; value: string }[]> {
  const rows = await query(
    context.connection,
    `SELECT problem, count(*) AS count, min(record) AS record, arg_min(value, record)::VARCHAR AS value
     FROM (${sql}) WHERE problem IS NOT NULL GROUP BY problem`,
  );
  return rows.map((row) => ({
    problem: textOf(row, 'problem'),
    count: numberOf(row, 'count'),
    record: numberOf(row, 'record'),
    value: textOf(row, 'value'),
  }));
}
