import { columnSql, stageCsv } from '../csv/stage-csv.ts';
import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { valueSql } from '../readings/cells.ts';
import { checkOrder } from '../readings/check-order.ts';
import { makeMoments, makeSteppedMoments } from '../readings/moments.ts';
import { stageReadings } from '../readings/stage-readings.ts';
import { literal } from '../sql.ts';

/** Readings with a column for each place, and a time column or a start and a step. */
export const readingsWide: Reader = {
  format: 'readings-wide',
  missing: (mapping) => [
    ...(['metric', 'unit', 'zone'] as const).filter((key) => mapping[key] === undefined),
    ...(mapping.timeColumn === undefined
      ? (['startsAt', 'stepSeconds'] as const).filter((key) => mapping[key] === undefined)
      : []),
  ],
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping } = context;
  const places: { readonly name: string; readonly column: string }[] = [];
  const csv = await stageCsv(context, (columns) => {
    const time = mapping.timeColumn === undefined ? undefined : columnSql(context, columns, 'timeColumn');
    for (const [index, name] of columns.entries()) {
      if (`c${index}` !== time) places.push({ name, column: `c${index}` });
    }
    refuseDuplicates(context, places);
    const raw = places.map(({ column }) => column).join(', ');
    return time === undefined ? raw : `coalesce(${time}, '') AS raw_time, ${raw}`;
  });
  context.step('import-checking', 0.4);
  await connection.run(
    `CREATE TEMP TABLE place_list AS SELECT * FROM (VALUES ${places
      .map(({ name }, index) => `(${index}, ${literal(name)}, ${literal(name)}, 0::BIGINT)`)
      .join(', ')}) t(place_no, key, column_name, first_record)`,
  );
  if (mapping.timeColumn === undefined) await makeSteppedMoments(context, csv.records);
  else {
    await makeMoments(
      context,
      'SELECT raw_time, count(*) AS records, min(rowid) AS first_record, max(rowid) AS last_record FROM raw GROUP BY raw_time',
      mapping.timeColumn,
    );
  }
  const record = mapping.timeColumn === undefined ? 'm.first_record = r.rowid' : 'm.raw_time = r.raw_time';
  await connection.run(
    `CREATE TEMP TABLE sighting AS SELECT r.rowid AS record, 0 AS place_no, starts_at, later_at, problem FROM raw r JOIN moment m ON ${record}`,
  );
  const all = places.map(({ column }) => column).join(', ');
  await connection.run(
    `CREATE TEMP TABLE cell AS
     SELECT place_no, moment_no, starts_at, later_at, problem, ${valueSql(context, 'cell_text')}, record
     FROM (
       SELECT u.record, u.cell_text, p.place_no FROM (
         UNPIVOT (SELECT rowid AS record, ${all} FROM raw) ON ${all} INTO NAME cell_column VALUE cell_text
       ) u JOIN (SELECT unnest([${places.map(({ column }) => literal(column)).join(', ')}]) AS cell_column,
                        unnest(range(${places.length}))::INTEGER AS place_no) p USING (cell_column)
     ) c JOIN raw r ON r.rowid = c.record JOIN moment m ON ${record}`,
  );
  if (mapping.timeColumn !== undefined) await checkOrder(context, mapping.timeColumn);
  return stageReadings(
    context,
    { records: csv.records, valueColumn: null, timeColumn: mapping.timeColumn ?? null },
    csv.refused,
  );
}

function refuseDuplicates(context: ImportContext, places: readonly { readonly name: string }[]): void {
  const names = places.map(({ name }) => name);
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) {
    throw refusal(context, 'import-duplicate-place', { row: 1, place: doubled });
  }
  if (names.length === 0) throw refusal(context, 'import-column-missing', { column: 'place', columns: '' });
}
