import type { DuckDBConnection } from '@duckdb/node-api';
import { queryOne } from '../sql.ts';

/** A gap longer than this parts the times of a file. */
const gapDays = 30;
/** Fewer records than one in so many are no part of their own. */
const fewest = 200;

/**
 * Marks times of `moment` as `astray`: few records far from all others, such as 1970 where a device had lost its clock. One of
 * them would make the data end, or begin, decades away.
 */
export async function markStrayTimes(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE stray_part AS
     WITH step AS (
       SELECT starts_at, records,
              CASE WHEN starts_at - lag(starts_at) OVER (ORDER BY starts_at) > to_days(${gapDays}) THEN 1 ELSE 0 END AS is_gap
       FROM moment WHERE problem IS NULL
     ), numbered AS (SELECT *, sum(is_gap) OVER (ORDER BY starts_at ROWS UNBOUNDED PRECEDING) AS part FROM step)
     SELECT min(starts_at) AS first_at, max(starts_at) AS last_at FROM numbered
     GROUP BY part HAVING sum(records) * ${fewest} < (SELECT sum(records) FROM step)`,
  );
  const { parts } = await queryOne(connection, 'SELECT count(*) AS parts FROM stray_part');
  if (parts === 0) return;
  await connection.run(
    `UPDATE moment SET problem = 'astray', starts_at = NULL, later_at = NULL FROM stray_part
     WHERE moment.problem IS NULL AND moment.starts_at BETWEEN first_at AND last_at`,
  );
}
