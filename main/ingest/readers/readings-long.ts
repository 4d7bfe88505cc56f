import { columnSql, timeTextSql } from '../csv/csv-columns.ts';
import { stageCsv } from '../csv/stage-csv.ts';
import { type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { valueSql } from '../readings/cells.ts';
import { stageOneRowEach } from '../readings/stage-one-row-each.ts';

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
  const csv = await stageCsv(
    context,
    (columns) => `${columnSql(context, columns, 'placeColumn')} AS place_text,
      ${timeTextSql(context, columns)} AS raw_time,
      ${valueSql(context, columnSql(context, columns, 'valueColumn'))}`,
  );
  return stageOneRowEach(context, csv.records, csv.refused);
}
