import type { DuckDBConnection } from '@duckdb/node-api';
import type { Unit } from '../../common/metrics.ts';
import { ratingProperties, ratingValue } from '../../common/ratings.ts';
import { numberOf, query, textOf, type SqlRow } from '../sql.ts';

/** A load is of another unit where half of its readings are above so many times the rating, */
export const mostRatings = 20;
/** or so small a share of it at most places that have one. */
export const leastRatings = 1 / 500;

const properties = Object.keys(ratingProperties).map((property) => ({
  property,
  said: `json_extract_string(attributes, '$.${property}')`,
}));

/** SQL of what a place's `attributes` say it may carry, and of the property that says it. */
export const ratingSql = `coalesce(${properties.map(({ said }) => said).join(', ')}) AS said,
  CASE ${properties.map(({ property, said }) => `WHEN ${said} IS NOT NULL THEN '${property}'`).join(' ')} END AS property`;

/** What `ratingSql` found, in a unit; NaN where nothing is known. */
export function ratingIn(row: SqlRow, unit: Unit): number {
  return ratingValue(textOf(row, 'property'), textOf(row, 'said'), unit);
}

/** A unit of power as it is kept with a series. */
export function unitIn(row: SqlRow): Unit {
  return textOf(row, 'unit') === 'MW' ? 'MW' : 'kW';
}

/** The loads that are loaded already of the places of `place_list`: half of the readings are further from zero than `typical`, in `unit`. */
export async function loadedLevels(
  connection: DuckDBConnection,
): Promise<readonly { readonly placeNo: number; readonly unit: Unit; readonly typical: number }[]> {
  const rows = await query(
    connection,
    `SELECT l.place_no, s.unit, median(abs(r.value)) AS typical FROM place_list l JOIN place p USING (key)
     JOIN series s ON s.place_id = p.place_id AND s.metric = 'load' JOIN reading r USING (series_id) GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map((row) => ({
    placeNo: numberOf(row, 'place_no'),
    unit: unitIn(row),
    typical: numberOf(row, 'typical'),
  }));
}

/** Three figures say how high a load is. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
