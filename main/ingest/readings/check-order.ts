import type { ImportContext } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';

/**
 * Reports rows that stand after a later time of the same place. Files ordered by place or by time are in order.
 * @param rows SQL that gives, in file order, `place` and `starts_at` of each record
 */
export async function checkOrder(context: ImportContext, rows: string, column: string): Promise<void> {
  const found = await queryOne(
    context.connection,
    `SELECT count(*) AS rows, count(*) FILTER (place <> before_place) AS switches,
            count(*) FILTER (starts_at < before AND place = before_place) AS same_back,
            min(record) FILTER (starts_at < before AND place = before_place) AS same_record,
            count(*) FILTER (starts_at < before) AS any_back, min(record) FILTER (starts_at < before) AS any_record
     FROM (SELECT *, lag(starts_at) OVER () AS before, lag(place) OVER () AS before_place FROM (${rows}))`,
  );
  const isByPlace = numberOf(found, 'switches') * 2 < numberOf(found, 'rows');
  context.findings.add({
    severity: 'info',
    code: 'time-out-of-order',
    record: numberOf(found, isByPlace ? 'same_record' : 'any_record'),
    column,
    count: numberOf(found, isByPlace ? 'same_back' : 'any_back'),
  });
}
