import type { ImportContext } from '../import-context.ts';
import type { StagedReadings } from '../readings/cells.ts';
import { numberOf, queryOne, textOf } from '../sql.ts';

/** A day counts with at least this share of the readings that the fullest day of its place has. */
const fullShare = 0.75;

/**
 * Tells of days on which a place reads nothing but negative loads. Roofs feed back while the sun shines; a whole day below zero is a sign turned
 * round, or a plant that makes more than it uses by night too. They are kept.
 */
export async function checkSigns(
  context: ImportContext,
  staged: StagedReadings,
  kept: string,
): Promise<void> {
  const found = await queryOne(
    context.connection,
    `WITH day AS (
       SELECT place_no, starts_at::DATE AS day, count(*) AS readings, max(value) AS highest, min(record) AS record FROM (${kept}) GROUP BY ALL
     ), full_day AS (SELECT * FROM day QUALIFY readings >= ${fullShare} * max(readings) OVER (PARTITION BY place_no))
     SELECT count(*) AS days, count(DISTINCT place_no) AS places, min(record) AS record, arg_min(key, record) AS key,
            arg_min(column_name, record) AS column_name
     FROM full_day JOIN place_list USING (place_no) WHERE highest < 0`,
  );
  const days = numberOf(found, 'days');
  if (days === 0) return;
  context.findings.add({
    severity: 'warning',
    code: 'load-negative-days',
    record: numberOf(found, 'record'),
    column: staged.valueColumn ?? textOf(found, 'column_name'),
    count: days,
    parameters: { place: textOf(found, 'key'), places: numberOf(found, 'places') },
  });
}
