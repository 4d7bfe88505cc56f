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
     SELECT r.rowid AS record, 0 AS place_no, moment_no, starts_at, later_at, problem FROM raw r JOIN moment m ON ${atMoment}`,
  );
  const unnested = (list: string): string =>
    `SELECT s.* EXCLUDE (place_no), unnest(range(${places}))::INTEGER AS place_no, unnest(r.${list}) AS found
     FROM raw r JOIN sighting s ON s.record = r.rowid WHERE r.${list} IS NOT NULL`;
  await connection.run(
    `CREATE TEMP VIEW cell AS
     SELECT place_no, moment_no, starts_at, later_at, problem, found AS value, NULL::VARCHAR AS text, record
     FROM (${unnested('numbers')}) WHERE found IS NOT NULL
     UNION ALL
     SELECT place_no, moment_no, starts_at, later_at, problem, NULL, found, record
     FROM (${unnested('misread')}) WHERE found IS NOT NULL`,
  );
}
