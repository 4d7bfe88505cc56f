import { columnIndex, timeTextSql, type CsvColumns } from '../csv/csv-columns.ts';
import { stageCsv } from '../csv/stage-csv.ts';
import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { checkOrder } from '../readings/check-order.ts';
import { makeMoments } from '../readings/moments.ts';
import { stageReadings } from '../readings/stage-readings.ts';
import { makeSteppedMoments } from '../readings/stepped-moments.ts';
import { makeWideCells, wideReadingsSql } from '../readings/wide-cells.ts';

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
  let places: readonly number[] = [];
  const csv = await stageCsv(context, (columns) => {
    const times = (['timeColumn', 'clockColumn'] as const)
      .filter((key) => mapping.timeColumn !== undefined && mapping[key] !== undefined)
      .map((key) => columnIndex(context, columns, key));
    places = placeColumns(context, columns, times);
    const readings = wideReadingsSql(context, columns, places);
    return times.length === 0 ? readings : `${timeTextSql(context, columns)} AS raw_time, ${readings}`;
  });
  context.step('import-checking', 0.4);
  await connection.run(
    `CREATE TEMP TABLE place_list AS
     SELECT place_no, key, key AS column_name, 0::BIGINT AS first_record FROM (
       SELECT unnest(range(${places.length}))::INTEGER AS place_no, unnest(from_json($names::JSON, '["VARCHAR"]')) AS key)`,
    { names: JSON.stringify(places.map((index) => csv.columns.names[index] ?? '')) },
  );
  if (mapping.timeColumn === undefined) {
    await makeSteppedMoments(context, csv);
    await makeWideCells(context, places.length, 'm.first_record = r.rowid');
  } else {
    await makeMoments(
      context,
      'SELECT raw_time, count(*) AS records, min(rowid) AS first_record, max(rowid) AS last_record FROM raw GROUP BY raw_time',
      mapping.timeColumn,
    );
    await makeWideCells(context, places.length, 'm.raw_time = r.raw_time');
    await checkOrder(context, mapping.timeColumn);
  }
  return stageReadings(
    context,
    { records: csv.records, valueColumn: null, timeColumn: mapping.timeColumn ?? null },
    csv.refused,
  );
}

/**
 * Every column but those of the times, or of these only the ones that are said to be places; one without a name is none, such as the row
 * numbers that some programs write.
 * @throws MetropoleError `import-duplicate-place`, `import-column-missing`
 */
function placeColumns(context: ImportContext, columns: CsvColumns, times: readonly number[]): number[] {
  const named = context.mapping.placeColumns;
  const absent = named?.find((name) => !columns.names.includes(name));
  if (absent !== undefined) {
    const known = columns.names.slice(0, 20).join(', ');
    throw refusal(context, 'import-column-missing', { column: absent, columns: known });
  }
  const others = columns.names
    .map((_, index) => index)
    .filter((index) => !times.includes(index) && (named?.includes(columns.names[index] ?? '') ?? true));
  const places = others.filter((index) => columns.isNamed(index));
  const known = new Set<string>();
  for (const name of places.map((index) => columns.names[index] ?? '')) {
    if (known.has(name)) throw refusal(context, 'import-duplicate-place', { row: 1, place: name });
    known.add(name);
  }
  if (places.length === 0) throw refusal(context, 'import-column-missing', { column: 'place', columns: '' });
  const [unnamed] = others.filter((index) => !columns.isNamed(index));
  context.findings.add({
    severity: 'info',
    code: 'column-unnamed',
    record: null,
    column: unnamed === undefined ? null : (columns.names[unnamed] ?? null),
    count: others.length - places.length,
  });
  return places;
}
