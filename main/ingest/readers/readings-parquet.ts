import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import {
  parquetColumns,
  parquetRefusal,
  parquetSql,
  requireParquet,
  type ParquetColumn,
} from '../parquet/parquet-file.ts';
import { valueSql } from '../readings/cells.ts';
import { stageOneRowEach } from '../readings/stage-one-row-each.ts';
import { numberOf, queryOne } from '../sql.ts';

/** Readings of a Parquet file with one row each: place, time, and a column of values. */
export const readingsParquet: Reader = {
  format: 'readings-parquet',
  requireKind: requireParquet,
  missing: (mapping) =>
    (['metric', 'unit', 'timeColumn', 'placeColumn', 'valueColumn', 'zone'] as const).filter(
      (key) => mapping[key] === undefined,
    ),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, path, fileName } = context;
  const columns = await parquetColumns(connection, path);
  const place = columnNamed(context, columns, 'placeColumn');
  const time = columnNamed(context, columns, 'timeColumn');
  const value = columnNamed(context, columns, 'valueColumn');
  const number =
    value.number === null || (context.mapping.missingValues ?? []).length > 0
      ? valueSql(context, `(${value.text})`)
      : `CASE WHEN isfinite(${value.number}) THEN ${value.number} END AS value, NULL::VARCHAR AS text`;
  try {
    await connection.run(
      `CREATE TEMP TABLE raw AS
       SELECT ${place.text} AS place_text, coalesce(${time.text}, '') AS raw_time, ${number} FROM ${parquetSql(path)}`,
    );
  } catch (thrown) {
    throw parquetRefusal(fileName, thrown);
  }
  const { records } = await queryOne(connection, 'SELECT count(*) AS records FROM raw');
  if (records === 0) throw refusal(context, 'file-no-rows');
  return stageOneRowEach(context, numberOf({ records }, 'records'), 0);
}

/** @throws MetropoleError `import-column-missing` */
function columnNamed(
  context: ImportContext,
  columns: readonly ParquetColumn[],
  key: 'placeColumn' | 'timeColumn' | 'valueColumn',
): ParquetColumn {
  const name = context.mapping[key] ?? '';
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = columns.slice(0, 20).map((column) => column.name);
  throw refusal(context, 'import-column-missing', { column: name, columns: names.join(', ') });
}
