import { refusal, type ImportContext } from '../import-context.ts';
import { literal, numberOf, queryOne, textOf } from '../sql.ts';
import { isTimeFormat } from './time-format.ts';
import { markStrayTimes } from './stray-times.ts';
import { instantOf, isFixedOffset, isSkipped, otherInstantOf, parsedTimes, zoneOf } from './time-sql.ts';

/**
 * The temporary table `moment`: every different time text of the file once, with `starts_at`, its number `moment_no` in
 * order of time (equal instants share one), `later_at` where the clock shows it twice, and `problem` (`unreadable`,
 * `skipped` or `astray`) where it is no time at all. Parsing each text once keeps zones affordable.
 *
 * @param distinct SQL that gives the column `raw_time`, each text once, and `records`, `first_record` and `last_record` of it
 * @throws MetropoleError `import-zone-unknown`, `import-time-format-unknown`, `import-time-unreadable` when hardly any time can be
 * read
 */
export async function makeMoments(
  context: ImportContext,
  distinct: string,
  column: string,
  { mayLieAhead = false }: { readonly mayLieAhead?: boolean } = {},
): Promise<void> {
  const { connection, mapping } = context;
  await checkZone(context);
  await checkTimeFormat(context);
  const zone = zoneOf(mapping);
  const parsed = parsedTimes(mapping.timeFormat);
  await connection.run(
    `CREATE TEMP TABLE moment AS
     WITH parsed AS (SELECT *, ${parsed.instant} AS instant, ${parsed.local} AS local_time
       FROM (SELECT *, trim(raw_time) AS said FROM (${distinct}))),
     placed AS (SELECT *, coalesce(instant, ${instantOf('local_time', zone)}) AS placed_at FROM parsed),
     doubled AS (
       SELECT *, CASE WHEN instant IS NULL THEN ${otherInstantOf('placed_at', 'local_time', zone)} END AS other_at,
              instant IS NULL AND ${isSkipped('placed_at', 'local_time', zone)} AS is_skipped
       FROM placed
     ), known AS (
       SELECT raw_time, records, first_record, last_record, local_time,
              CASE WHEN NOT coalesce(is_skipped, false) THEN least(placed_at, other_at) END AS starts_at,
              CASE WHEN other_at IS NOT NULL THEN greatest(placed_at, other_at) END AS later_at,
              CASE WHEN placed_at IS NULL THEN 'unreadable' WHEN is_skipped THEN 'skipped' END AS problem
       FROM doubled
     )
     SELECT *, (dense_rank() OVER (ORDER BY starts_at NULLS LAST) - 1)::INTEGER AS moment_no FROM known`,
  );
  await markStrayTimes(connection);
  await reportProblems(context, column, mayLieAhead);
}

/** @throws MetropoleError `import-zone-unknown` */
export async function checkZone(context: ImportContext): Promise<void> {
  const zone = zoneOf(context.mapping);
  if (isFixedOffset(zone)) return;
  const found = await queryOne(
    context.connection,
    `SELECT count(*) AS found FROM pg_timezone_names() WHERE name = ${literal(zone)}`,
  );
  if (numberOf(found, 'found') === 0) throw refusal(context, 'import-zone-unknown', { zone });
}

async function checkTimeFormat(context: ImportContext): Promise<void> {
  const { timeFormat } = context.mapping;
  if (timeFormat !== undefined && !(await isTimeFormat(context.connection, timeFormat))) {
    throw refusal(context, 'import-time-format-unknown', { format: timeFormat });
  }
}

async function reportProblems(context: ImportContext, column: string, mayLieAhead: boolean): Promise<void> {
  const { connection, findings } = context;
  const found = await queryOne(
    connection,
    `SELECT sum(records)::BIGINT AS records,
            coalesce(sum(records) FILTER (problem = 'unreadable'), 0)::BIGINT AS unreadable,
            min(first_record) FILTER (problem = 'unreadable') AS first_unreadable,
            arg_min(raw_time, first_record) FILTER (problem = 'unreadable') AS unreadable_text,
            coalesce(sum(records) FILTER (problem = 'skipped'), 0)::BIGINT AS skipped,
            min(first_record) FILTER (problem = 'skipped') AS first_skipped,
            arg_min(raw_time, first_record) FILTER (problem = 'skipped') AS skipped_text,
            coalesce(sum(records) FILTER (problem = 'astray'), 0)::BIGINT AS astray,
            min(first_record) FILTER (problem = 'astray') AS first_astray,
            arg_min(raw_time, first_record) FILTER (problem = 'astray') AS astray_text,
            coalesce(sum(records) FILTER (starts_at > make_timestamptz(${context.now}::BIGINT * 1000)), 0)::BIGINT AS future,
            min(first_record) FILTER (starts_at > make_timestamptz(${context.now}::BIGINT * 1000)) AS first_future,
            coalesce(sum(records) FILTER (later_at IS NOT NULL), 0)::BIGINT AS ambiguous,
            min(first_record) FILTER (later_at IS NOT NULL) AS first_ambiguous
     FROM moment`,
  );
  const unreadable = numberOf(found, 'unreadable');
  if (unreadable * 2 > numberOf(found, 'records')) {
    throw refusal(context, 'import-time-unreadable', {
      row: findings.lineOf(numberOf(found, 'first_unreadable')),
      column,
      value: textOf(found, 'unreadable_text'),
    });
  }
  const zone = zoneOf(context.mapping);
  const add = (
    severity: 'error' | 'warning' | 'info',
    code: 'time-unreadable' | 'time-astray' | 'clock-skipped-hour' | 'clock-ambiguous-hour' | 'time-future',
    count: string,
    parameters: Readonly<Record<string, string>>,
  ): void =>
    findings.add({
      severity,
      code,
      record: numberOf(found, `first_${count}`),
      column,
      count: numberOf(found, count),
      parameters,
    });
  add('error', 'time-unreadable', 'unreadable', { value: textOf(found, 'unreadable_text') });
  add('error', 'clock-skipped-hour', 'skipped', { zone, value: textOf(found, 'skipped_text') });
  add('error', 'time-astray', 'astray', { value: textOf(found, 'astray_text') });
  if (!mayLieAhead) add('warning', 'time-future', 'future', {});
  add('info', 'clock-ambiguous-hour', 'ambiguous', { zone });
}
