import type { ImportContext } from '../import-context.ts';
import { numberOf, numberOrNull, queryOne, textOf } from '../sql.ts';
import type { StagedReadings } from '../readings/cells.ts';
import { checkLevels } from './check-levels.ts';
import { checkSigns } from './check-signs.ts';
import { checkSwaps } from './check-swaps.ts';

/** A reading lies astray that is further from the middle half of its place than so many times that half's width. */
const strayWidths = 20;
/** Strays are mistakes while they are at most this share of a place's readings. */
const mostStray = 0.001;
/** Readings from which a meter can be told to count up, and by how many times its first reading it has risen. */
const [fewestCounted, leastRise] = [48, 1.5];

/**
 * Looks at loads as no bounds for all of them can: single readings far from anything their place ever reads, and places far beyond their rating, are
 * left out and told; meters that only ever rise, that are swapped, or that are negative for whole days are told.
 * @param kept SQL of the readings to be kept
 * @returns SQL of those that are still to be kept, and how many are not any more
 */
export async function checkLoads(
  context: ImportContext,
  staged: StagedReadings,
  kept: string,
): Promise<{ readonly kept: string; readonly left: number }> {
  const { connection, findings } = context;
  await connection.run(
    `CREATE TEMP TABLE load_bound AS
     SELECT place_no, coalesce(middle[1] - reach, '-inf'::DOUBLE) AS lowest, coalesce(middle[3] + reach, 'inf'::DOUBLE) AS highest FROM (
       SELECT place_no, middle, nullif(${strayWidths} * greatest(middle[3] - middle[1], abs(middle[2]) / 10), 0) AS reach FROM (
         SELECT place_no, quantile_cont(value, [0.25, 0.5, 0.75]) AS middle FROM (${kept}) GROUP BY place_no))`,
  );
  await connection.run(
    `UPDATE load_bound SET lowest = '-inf', highest = 'inf' WHERE place_no IN (
       SELECT place_no FROM (${kept}) JOIN load_bound USING (place_no) GROUP BY place_no
       HAVING count(*) FILTER (value NOT BETWEEN lowest AND highest) > ${mostStray} * count(*))`,
  );
  const stray = await queryOne(
    connection,
    `SELECT count(*) AS strays, min(record) AS record, arg_min(value, record) AS said, arg_min(column_name, record) AS column_name,
            arg_min(key, record) AS key
     FROM (${kept}) JOIN load_bound USING (place_no) JOIN place_list USING (place_no) WHERE value NOT BETWEEN lowest AND highest`,
  );
  const left = numberOf(stray, 'strays');
  findings.add({
    severity: 'error',
    code: 'load-stray',
    record: numberOrNull(stray, 'record'),
    column: left === 0 ? null : (staged.valueColumn ?? textOf(stray, 'column_name')),
    count: left,
    parameters:
      left === 0
        ? {}
        : {
            place: textOf(stray, 'key'),
            value: numberOf(stray, 'said'),
            unit: context.mapping.unit ?? '',
          },
  });
  const counting = await queryOne(
    connection,
    `SELECT count(*) AS places, arg_min(key, place_no) AS key FROM (
       SELECT place_no FROM (
         SELECT place_no, starts_at, value, value - lag(value) OVER (PARTITION BY place_no ORDER BY starts_at) AS change FROM (${kept})
       ) GROUP BY place_no
       HAVING count(*) >= ${fewestCounted} AND count(*) FILTER (change < 0) = 0 AND count(*) FILTER (change > 0) > count(*) / 2
         AND arg_max(value, starts_at) > ${leastRise} * greatest(arg_min(value, starts_at), 0)
     ) JOIN place_list USING (place_no)`,
  );
  findings.add({
    severity: 'warning',
    code: 'load-counts-up',
    record: null,
    column: staged.valueColumn,
    count: numberOf(counting, 'places'),
    parameters: numberOf(counting, 'places') === 0 ? {} : { place: textOf(counting, 'key') },
  });
  const near =
    left === 0
      ? kept
      : `SELECT k.* FROM (${kept}) k JOIN load_bound b USING (place_no) WHERE k.value BETWEEN b.lowest AND b.highest`;
  await checkSigns(context, staged, near);
  await checkSwaps(context, near);
  const level = await checkLevels(context, near);
  return { kept: level.kept, left: left + level.left };
}
