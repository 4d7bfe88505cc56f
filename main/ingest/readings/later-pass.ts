import type { ImportContext } from '../import-context.ts';

/**
 * The temporary table `later_pass` (record): records that mean the second of the two times at which the clock shows an hour
 * twice. Of a time that a place says twice the second one in the file is later. One that is said once, since the row of the
 * other is not there, is later when it stands behind a time said twice, or when the file goes back to it.
 */
export async function findLaterPass({ connection }: ImportContext): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE later_pass AS
     WITH direction AS (
       SELECT coalesce(arg_min(starts_at, first_record) > arg_max(starts_at, last_record), false) AS backwards
       FROM moment WHERE problem IS NULL
     ), sequence AS (
       SELECT record, place_no, starts_at, date_trunc('month', starts_at) AS change,
              CASE WHEN backwards THEN -record ELSE record END AS turn
       FROM sighting, direction WHERE later_at IS NOT NULL
     ), numbered AS (
       SELECT *, count(*) OVER (PARTITION BY place_no, starts_at) AS times,
              row_number() OVER (PARTITION BY place_no, starts_at ORDER BY turn) AS nth,
              max(starts_at) OVER (PARTITION BY place_no, change ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
       FROM sequence
     ), bordered AS (
       SELECT *, min(turn) FILTER (nth = 2) OVER (PARTITION BY place_no, change) AS second_from FROM numbered
     )
     SELECT record FROM bordered WHERE nth > 1 OR (times = 1 AND (turn > second_from OR (second_from IS NOT NULL AND reached > starts_at)))`,
  );
}
