import type { StagedCsv } from '../csv/stage-csv.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';
import { checkZone } from './moments.ts';
import { instantOf, isSkipped, otherInstantOf, parsedTimes, zoneOf } from './time-sql.ts';

/**
 * The table `moment` for a file with no time column: its `n`th row that is not blank starts `n` steps after the mapping's
 * start. Rows that were refused take their steps with them.
 * @throws MetropoleError `import-zone-unknown`, `import-start-unreadable`, `import-row-width` when the steps cannot be counted
 */
export async function makeSteppedMoments(context: ImportContext, csv: StagedCsv): Promise<void> {
  const { connection, mapping } = context;
  await checkZone(context);
  const start = await startOf(context);
  if (csv.refusedAt.length < csv.refused) {
    throw refusal(context, 'import-row-width', {
      row: context.findings.lineOf(csv.refusedAt[0] ?? 0),
      expected: csv.columns.names.length,
      found: 0,
    });
  }
  await connection.run(
    `CREATE TEMP TABLE moment AS
     SELECT i::VARCHAR AS raw_time, 1 AS records, record AS first_record, record AS last_record, NULL::TIMESTAMP AS local_time,
            make_timestamptz(${start}::BIGINT + i * ${(mapping.stepSeconds ?? 0) * 1_000_000}::BIGINT) AS starts_at,
            NULL::TIMESTAMPTZ AS later_at, NULL::VARCHAR AS problem, record::INTEGER AS moment_no
     FROM (
       SELECT i, row_number() OVER (ORDER BY i) - 1 AS record FROM range(${csv.records + csv.refused}) t(i)
       WHERE i NOT IN (SELECT unnest([${csv.refusedAt.join(', ')}]::BIGINT[]))
     )`,
  );
}

/** The start as microseconds since 1970. Of an hour that the clock shows twice the first is meant. */
async function startOf(context: ImportContext): Promise<number> {
  const { connection, mapping, findings } = context;
  const zone = zoneOf(mapping);
  const parsed = parsedTimes(undefined);
  const found = await queryOne(
    connection,
    `SELECT epoch_us(least(placed_at, other_at)) AS start, other_at IS NOT NULL AS twice, coalesce(is_skipped, false) AS is_skipped
     FROM (
       SELECT placed_at, CASE WHEN instant IS NULL THEN ${otherInstantOf('placed_at', 'local_time', zone)} END AS other_at,
              instant IS NULL AND ${isSkipped('placed_at', 'local_time', zone)} AS is_skipped
       FROM (SELECT *, coalesce(instant, ${instantOf('local_time', zone)}) AS placed_at
             FROM (SELECT ${parsed.instant} AS instant, ${parsed.local} AS local_time FROM (SELECT trim($startsAt) AS said))))`,
    { startsAt: mapping.startsAt ?? '' },
  );
  if (found['start'] === null || found['is_skipped'] === true) {
    throw refusal(context, 'import-start-unreadable', { value: mapping.startsAt ?? '', zone });
  }
  findings.add({
    severity: 'info',
    code: 'assumed-start',
    record: null,
    column: null,
    count: found['twice'] === true ? 1 : 0,
    parameters: { zone },
  });
  return numberOf(found, 'start');
}
