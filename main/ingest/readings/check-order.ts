import type { ImportContext } from '../import-context.ts';
import { numberOf, numberOrNull, queryOne } from '../sql.ts';

/**
 * Reports rows that stand after a later time of the same place. It costs nothing for files ordered by time: there the rows
 * of each time end before those of the next begin. Only other files are looked at row by row.
 */
export async function checkOrder(context: ImportContext, column: string): Promise<void> {
  const { connection, findings } = context;
  const byTime = await queryOne(
    connection,
    `SELECT count(*) AS early FROM (
       SELECT min(first_record) AS first, lag(max(last_record)) OVER (ORDER BY moment_no) AS before
       FROM moment WHERE problem IS NULL AND later_at IS NULL GROUP BY moment_no
     ) WHERE first < before`,
  );
  if (numberOf(byTime, 'early') === 0) return;
  const found = await queryOne(
    connection,
    `SELECT count(*) AS rows, min(record) AS record FROM (
       SELECT record, starts_at < lag(starts_at) OVER (PARTITION BY place_no ORDER BY record) AS is_back
       FROM sighting WHERE problem IS NULL AND later_at IS NULL
     ) WHERE is_back`,
  );
  findings.add({
    severity: 'info',
    code: 'time-out-of-order',
    record: numberOrNull(found, 'record'),
    column,
    count: numberOf(found, 'rows'),
  });
}
