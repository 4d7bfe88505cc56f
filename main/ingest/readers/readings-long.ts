import { columnSql, stageCsv } from '../csv/stage-csv.ts';
import { type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { numberSql, presentSql } from '../readings/cells.ts';
import { checkOrder } from '../readings/check-order.ts';
import { makeMoments } from '../readings/moments.ts';
import { stageReadings } from '../readings/stage-readings.ts';
import { numberOf, queryOne } from '../sql.ts';

/** Readings with one row each: place, time, value. */
export const readingsLong: Reader = {
  format: 'readings-long',
  missing: (mapping) =>
    (['metric', 'unit', 'timeColumn', 'placeColumn', 'valueColumn', 'zone'] as const).filter(
      (key) => mapping[key] === undefined,
    ),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping } = context;
  const csv = await stageCsv(context, (columns) => {
    const present = presentSql(context, columnSql(context, columns, 'valueColumn'));
    return `trim(${columnSql(context, columns, 'placeColumn')}) AS place_key,
      coalesce(trim(${columnSql(context, columns, 'timeColumn')}), '') AS raw_time,
      ${numberSql(context, present)} AS value, CASE WHEN value IS NULL THEN ${present} END AS text`;
  });
  context.step('import-checking', 0.4);
  await connection.run(
    `CREATE TEMP TABLE place_list AS
     SELECT (row_number() OVER (ORDER BY first_record) - 1)::INTEGER AS place_no, * FROM (
       SELECT place_key AS key, NULL::VARCHAR AS column_name, min(rowid) AS first_record
       FROM raw WHERE place_key <> '' GROUP BY place_key)`,
  );
  const timeColumn = mapping.timeColumn ?? '';
  await makeMoments(
    context,
    'SELECT raw_time, count(*) AS records, min(rowid) AS first_record FROM raw GROUP BY raw_time',
    timeColumn,
  );
  await connection.run(
    `CREATE TEMP VIEW cell AS
     SELECT p.place_no, m.moment_no, m.starts_at, m.later_at, m.problem, r.value, r.text, r.rowid AS record
     FROM raw r JOIN place_list p ON p.key = r.place_key JOIN moment m ON m.raw_time = r.raw_time`,
  );
  const keyless = await reportKeyless(context);
  const order = 'SELECT place_no AS place, starts_at, record FROM cell';
  await checkOrder(context, order, timeColumn);
  const staged = await stageReadings(
    context,
    { records: csv.records, valueColumn: mapping.valueColumn ?? null, timeColumn },
    csv.refused,
  );
  return { ...staged, rowsRefused: staged.rowsRefused + keyless };
}

/** Rows that do not say which place they are about. */
async function reportKeyless(context: ImportContext): Promise<number> {
  const found = await queryOne(
    context.connection,
    "SELECT count(*) AS rows, min(rowid) AS record FROM raw WHERE place_key IS NULL OR place_key = ''",
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
