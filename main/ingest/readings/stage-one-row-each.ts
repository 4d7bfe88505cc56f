import type { ImportContext, Staged } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';
import { checkOrder } from './check-order.ts';
import { makeMoments } from './moments.ts';
import { stageReadings } from './stage-readings.ts';

/**
 * Checks readings that a reader left in the temporary table `raw` with one row each (place_text, raw_time, value, text; see
 * `StagedReadings` for the last two) and gives what is to be kept.
 * @param refusedLines rows of the file that gave no record
 */
export async function stageOneRowEach(
  context: ImportContext,
  records: number,
  refusedLines: number,
): Promise<Staged> {
  const { connection, mapping } = context;
  context.step('import-checking', 0.4);
  await connection.run(
    `CREATE TEMP TABLE place_text AS
     SELECT *, trim(place_text) AS key FROM (
       SELECT place_text, min(rowid) AS first_record, max(rowid) AS last_record, count(*) AS records FROM raw GROUP BY place_text
     ) WHERE trim(place_text) <> ''`,
  );
  await connection.run(
    `CREATE TEMP TABLE place_list AS
     SELECT (row_number() OVER (ORDER BY min(first_record)) - 1)::INTEGER AS place_no, key, NULL::VARCHAR AS column_name,
            min(first_record) AS first_record, max(last_record) AS last_record
     FROM place_text GROUP BY key`,
  );
  const timeColumn = mapping.timeColumn ?? '';
  await makeMoments(
    context,
    'SELECT raw_time, count(*) AS records, min(rowid) AS first_record, max(rowid) AS last_record FROM raw GROUP BY raw_time',
    timeColumn,
  );
  await connection.run(
    `CREATE TEMP VIEW cell AS
     SELECT p.place_no, m.moment_no, m.starts_at, m.later_at, m.problem, r.value, r.text, r.rowid AS record
     FROM raw r JOIN (SELECT place_text, place_no FROM place_text JOIN place_list USING (key)) p ON p.place_text = r.place_text
     JOIN moment m ON m.raw_time = r.raw_time`,
  );
  await connection.run(
    'CREATE TEMP VIEW sighting AS SELECT record, place_no, starts_at, later_at, problem FROM cell',
  );
  const keyless = await reportKeyless(context);
  await checkOrder(context, timeColumn);
  const staged = await stageReadings(
    context,
    { records, valueColumn: mapping.valueColumn ?? null, timeColumn },
    refusedLines,
  );
  return { ...staged, rowsRefused: staged.rowsRefused + keyless };
}

/** Rows that do not say which place they are about. */
async function reportKeyless(context: ImportContext): Promise<number> {
  const { rows } = await queryOne(
    context.connection,
    'SELECT (SELECT count(*) FROM raw) - (SELECT coalesce(sum(records), 0)::BIGINT FROM place_text) AS rows',
  );
  if (rows === 0) return 0;
  const found = await queryOne(
    context.connection,
    "SELECT count(*) AS rows, min(rowid) AS record FROM raw WHERE place_text IS NULL OR trim(place_text) = ''",
  );
  context.findings.add({
    severity: 'error',
    code: 'place-key-missing',
    record: numberOf(found, 'record'),
    column: context.mapping.placeColumn ?? null,
    count: numberOf(found, 'rows'),
  });
  return numberOf(found, 'rows');
}
