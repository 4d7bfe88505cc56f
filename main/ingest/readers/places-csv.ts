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
    const latitude = presentSql(context, columnSql(context, columns, 'latitudeColumn'));
    const longitude = presentSql(context, columnSql(context, columns, 'longitudeColumn'));
    const named = [mapping.placeColumn, mapping.nameColumn, mapping.latitudeColumn, mapping.longitudeColumn];
    const others = columns.names
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => !named.includes(name))
      .map(({ name, index }) => `${literal(name)}, ${columns.text(index)}`);
    const name = mapping.nameColumn === undefined ? 'NULL' : columnSql(context, columns, 'nameColumn');
    return `trim(${columnSql(context, columns, 'placeColumn')}) AS key, trim(${name}::VARCHAR) AS name,
      ${numberSql(context, latitude)} AS latitude, ${numberSql(context, longitude)} AS longitude,
      CASE WHEN latitude IS NULL AND ${latitude} IS NOT NULL THEN ${latitude} WHEN longitude IS NULL THEN ${longitude} END AS misread,
      ${others.length === 0 ? 'NULL::JSON' : `json_object(${others.join(', ')})`} AS attributes,
      NULL::VARCHAR AS geometry, NULL::DOUBLE[][] AS line`;
  });
  return stagePlaces(context, csv.records, csv.refused);
}
