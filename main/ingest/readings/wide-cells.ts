import type { CsvColumns } from '../csv/csv-columns.ts';
import type { ImportContext } from '../import-context.ts';
import { presentSql, readingSql } from './cells.ts';

/**
 * SQL of the readings of a wide row: `numbers`, a list with the number of each place, and `misread`, a list with what stands
 * there where it is none; null where all are numbers or missing.
 */
export function wideReadingsSql(
  context: ImportContext,
  columns: CsvColumns,
  places: readonly number[],
): string {
  const texts = columns.texts(places);
  const misread = `CASE WHEN ${readingSql(context, 'x')} IS NULL THEN ${presentSql(context, 'x')} END`;
  return `list_transform(${texts}, lambda x: ${readingSql(context, 'x')}) AS numbers,
    CASE WHEN list_count(numbers) < ${places.length} THEN list_transform(${texts}, lambda x: ${misread}) END AS misread`;
}

/**
 * Turns the rows of `raw` (raw_time, numbers, misread), which it drops, into `sighting` and `cell`: see `StagedReadings`.
 * Tens of millions of cells have to fit into memory, so no more than the numbers is written out.
 * @param atMoment SQL that joins a row of `raw` `r` with its row of `moment` `m`
 */
export async function makeWideCells(
  { connection }: ImportContext,
  places: number,
  atMoment: string,
): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE sighting AS
     SELECT r.rowid::INTEGER AS record, 0 AS place_no, moment_no, starts_at, later_at, problem FROM raw r JOIN moment m ON ${atMoment}`,
  );
  const unnested = (list: string, name: string): string =>
    `SELECT * FROM (SELECT rowid::INTEGER AS record, unnest(range(${places}))::INTEGER AS place_no, unnest(${list}) AS ${name} FROM raw
       WHERE ${list} IS NOT NULL) WHERE ${name} IS NOT NULL`;
  await connection.run(`CREATE TEMP TABLE wide_number AS ${unnested('numbers', 'value')}`);
  await connection.run(`CREATE TEMP TABLE wide_misread AS ${unnested('misread', 'text')}`);
  await connection.run('DROP TABLE raw');
  await connection.run(
    `CREATE TEMP VIEW cell AS
     SELECT c.place_no, s.moment_no, s.starts_at, s.later_at, s.problem, c.value, c.text, c.record FROM (
       SELECT record, place_no, value, NULL::VARCHAR AS text FROM wide_number
       UNION ALL SELECT record, place_no, NULL, text FROM wide_misread
     ) c JOIN sighting s ON s.record = c.record`,
  );
}
