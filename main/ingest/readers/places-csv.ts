import { columnSql } from '../csv/csv-columns.ts';
import { stageCsv } from '../csv/stage-csv.ts';
import type { ImportContext, Reader, Staged } from '../import-context.ts';
import { stagePlaces } from '../places/stage-places.ts';
import { literal } from '../sql.ts';
import { numberSql, presentSql } from '../readings/cells.ts';

/** Places with one row each: key, location, name; every other column is kept as an attribute. */
export const placesCsv: Reader = {
  format: 'places-csv',
  missing: (mapping) =>
    (['placeColumn', 'latitudeColumn', 'longitudeColumn'] as const).filter(
      (key) => mapping[key] === undefined,
    ),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { mapping } = context;
  const csv = await stageCsv(context, (columns) => {
    const number = (key: 'latitudeColumn' | 'longitudeColumn'): string =>
      numberSql(context, presentSql(context, columnSql(context, columns, key)));
    const named = [mapping.placeColumn, mapping.nameColumn, mapping.latitudeColumn, mapping.longitudeColumn];
    const others = columns.names
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => !named.includes(name))
      .map(({ name, index }) => `${literal(name)}, ${columns.text(index)}`);
    const name = mapping.nameColumn === undefined ? 'NULL' : columnSql(context, columns, 'nameColumn');
    return `trim(${columnSql(context, columns, 'placeColumn')}) AS key, trim(${name}::VARCHAR) AS name,
      ${number('latitudeColumn')} AS latitude, ${number('longitudeColumn')} AS longitude,
      ${others.length === 0 ? 'NULL::JSON' : `json_object(${others.join(', ')})`} AS attributes,
      NULL::VARCHAR AS geometry`;
  });
  return stagePlaces(context, csv.records, csv.refused);
}
