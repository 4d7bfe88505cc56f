import type { ImportContext } from '../import-context.ts';
import { numberOf, numberOrNull, queryOne } from '../sql.ts';

/** Places with fewer readings than this share of what the common cadence would give are looked at by themselves. */
const sparseShare = 0.6;

/**
 * The temporary table `place_span` (place_no, first_at, last_at, count, cadence_seconds) from what will be kept.
 * The cadence is the most frequent step between the file's times; sparse places have their own most frequent step.
 * @param kept SQL that gives `place_no` and `starts_at` of each reading that will be kept
 */
export async function makeSpans(
  context: ImportContext,
  kept: string,
  timeColumn: string | null,
): Promise<void> {
  const { connection } = context;
  const common = await queryOne(
    connection,
    `WITH step AS (
       SELECT epoch(starts_at - lag(starts_at) OVER (ORDER BY starts_at)) AS seconds
       FROM (SELECT DISTINCT starts_at FROM moment WHERE starts_at IS NOT NULL)
     ), counted AS (SELECT seconds, count(*) AS times FROM step WHERE seconds > 0 GROUP BY seconds)
     SELECT arg_max(seconds, (times, -seconds))::INTEGER AS seconds, max(times) / sum(times) AS share FROM counted`,
  );
  const cadence = numberOrNull(common, 'seconds');
  await connection.run(
    `CREATE TEMP TABLE place_span AS
     SELECT place_no, min(starts_at) AS first_at, max(starts_at) AS last_at, count(*) AS count,
            ${cadence ?? 'NULL'}::INTEGER AS cadence_seconds
     FROM (${kept}) GROUP BY place_no`,
  );
  if (cadence === null) return;
  await connection.run(
    `UPDATE place_span SET cadence_seconds = own.seconds FROM (
       SELECT place_no, arg_max(seconds, (times, -seconds))::INTEGER AS seconds FROM (
         SELECT place_no, seconds, count(*) AS times FROM (
           SELECT place_no, epoch(starts_at - lag(starts_at) OVER (PARTITION BY place_no ORDER BY starts_at)) AS seconds
           FROM (${kept}) WHERE place_no IN (
             SELECT place_no FROM place_span
             WHERE count > 2 AND count < ${sparseShare} * ((epoch(last_at) - epoch(first_at)) / ${cadence} + 1))
         ) WHERE seconds > 0 GROUP BY ALL
       ) GROUP BY place_no
     ) own WHERE own.place_no = place_span.place_no`,
  );
  if (numberOf(common, 'share') < 0.9) {
    context.findings.add({
      severity: 'info',
      code: 'assumed-cadence',
      record: null,
      column: timeColumn,
      count: 1,
      parameters: { seconds: cadence },
    });
  }
}
