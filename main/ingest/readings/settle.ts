import type { ImportContext } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';
import { usableSql } from './cells.ts';
import { findLaterPass } from './later-pass.ts';

/**
 * Makes the temporary table `settled` (place_no, starts_at, value, record) of cells that can be kept, when the simple way
 * does not do: an hour that the clock shows twice is told apart by the order of the file, and of several readings of one
 * place and time the last in the file is kept.
 */
export async function settleCells(context: ImportContext): Promise<void> {
  const { connection, findings } = context;
  await findLaterPass(context);
  await connection.run(
    `CREATE TEMP TABLE placed AS
     SELECT c.place_no, CASE WHEN l.record IS NULL THEN c.starts_at ELSE c.later_at END AS starts_at, c.value, c.record
     FROM (SELECT * FROM cell WHERE ${usableSql(context)}) c LEFT JOIN later_pass l ON l.record = c.record`,
  );
  await connection.run(
    `CREATE TEMP TABLE duplicate AS
     SELECT place_no, starts_at, max(record) AS kept, min(record) AS first_record, count(*) AS times,
            min(value) = max(value) AS same
     FROM placed GROUP BY place_no, starts_at HAVING count(*) > 1`,
  );
  await connection.run(
    `CREATE TEMP TABLE settled AS
     SELECT p.* FROM placed p LEFT JOIN duplicate d ON d.place_no = p.place_no AND d.starts_at = p.starts_at
     WHERE d.kept IS NULL OR p.record = d.kept`,
  );
  const found = await queryOne(
    connection,
    `WITH second AS (
       SELECT d.same, min(p.record) AS record, any_value(d.times) - 1 AS extra
       FROM duplicate d JOIN placed p USING (place_no, starts_at) WHERE p.record > d.first_record GROUP BY d.place_no, d.starts_at, d.same
     )
     SELECT coalesce(sum(extra) FILTER (same), 0)::BIGINT AS same_count, min(record) FILTER (same) AS same_record,
            coalesce(sum(extra) FILTER (NOT same), 0)::BIGINT AS conflict_count, min(record) FILTER (NOT same) AS conflict_record
     FROM second`,
  );
  const key = (record: number): Promise<string> => keyOf(context, record);
  for (const [severity, code, name] of [
    ['info', 'duplicate-reading-same', 'same'],
    ['warning', 'duplicate-reading-conflict', 'conflict'],
  ] as const) {
    const count = numberOf(found, `${name}_count`);
    if (count === 0) continue;
    const record = numberOf(found, `${name}_record`);
    findings.add({ severity, code, record, column: null, count, parameters: { place: await key(record) } });
  }
}

async function keyOf(context: ImportContext, record: number): Promise<string> {
  const row = await queryOne(
    context.connection,
    `SELECT key FROM placed JOIN place_list USING (place_no) JOIN duplicate USING (place_no, starts_at)
     WHERE record = ${record} LIMIT 1`,
  );
  return String(row['key']);
}
