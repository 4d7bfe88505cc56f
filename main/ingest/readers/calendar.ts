import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { problemsOf, requireRows, stageRows } from '../records/stage-rows.ts';
import { makeTimesOf } from '../records/times-of.ts';
import { numberOf, queryOne } from '../sql.ts';

/**
 * A calendar with one row for each day and a column that names its holiday or says whether it is one, as CSV, Parquet or iCalendar. A list of
 * holidays alone speaks for whole years, one with other days for the days from its first to its last.
 */
export const calendar: Reader = {
  format: 'calendar',
  requireKind: requireRows,
  missing: (mapping) =>
    (['timeColumn', 'holidayColumn'] as const).filter((key) => mapping[key] === undefined),
  stage,
};

/** Cells that say that a day is none, and those that say that it is one without naming it. */
const noWords = ['0', 'no', 'n', 'false', 'f', '-', 'nein', 'non', '否'];
const yesWords = ['1', 'yes', 'y', 'true', 't', 'x', 'ja', 'oui', 'sí', '是'];

async function stage(original: ImportContext): Promise<Staged> {
  // A day is the same day in every zone.
  const context = { ...original, mapping: { ...original.mapping, zone: 'UTC' } };
  const { connection, mapping } = context;
  const rows = await stageRows(context, { said_day: 'timeColumn', said: 'holidayColumn' });
  context.step('import-checking', 0.4);
  await makeTimesOf(context, 'said_day', mapping.timeColumn, { mayLieAhead: true });
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  await connection.run(
    `CREATE TEMP TABLE calendar_day AS
     SELECT r.rowid AS record, timezone('UTC', t.starts_at)::DATE AS day,
            CASE WHEN r.said_day IS NULL THEN 'time-missing' END AS problem,
            r.said IS NOT NULL AND lower(trim(r.said)) NOT IN (${list(noWords)}) AS is_holiday,
            CASE WHEN lower(trim(r.said)) NOT IN (${list(yesWords)}) THEN trim(r.said) END AS name
     FROM raw r LEFT JOIN time_said_day t ON t.raw_time = r.said_day`,
  );
  const [untimed] = await problemsOf(context, "SELECT problem, record, '' AS value FROM calendar_day");
  context.findings.add({
    severity: 'error',
    code: 'time-missing',
    record: untimed?.record ?? null,
    column: mapping.timeColumn ?? null,
    count: untimed?.count ?? 0,
  });
  const found = await queryOne(
    connection,
    `SELECT count(day) AS kept, count(*) - count(day) AS refused, count(*) FILTER (is_holiday AND day IS NOT NULL) AS holidays
     FROM calendar_day`,
  );
  if (numberOf(found, 'kept') === 0) throw refusal(context, 'import-no-usable-row', { unit: '' });
  context.findings.add({
    severity: 'warning',
    code: 'holiday-none',
    record: null,
    column: mapping.holidayColumn ?? null,
    count: numberOf(found, 'holidays') === 0 ? 1 : 0,
  });
  return {
    rowsRead: rows.records + rows.refused,
    rowsRefused: rows.refused + numberOf(found, 'refused'),
    commit: (sourceId) => commit(context, sourceId),
  };
}

async function commit({ connection }: ImportContext, sourceId: number): Promise<void> {
  await connection.run(
    `INSERT INTO holiday SELECT ${sourceId}, record, day, name FROM calendar_day WHERE is_holiday AND day IS NOT NULL ORDER BY record`,
  );
  await connection.run(
    `INSERT INTO holiday_span
     SELECT ${sourceId}, CASE WHEN bool_and(is_holiday) THEN date_trunc('year', min(day)) ELSE min(day) END::DATE,
            CASE WHEN bool_and(is_holiday) THEN date_trunc('year', max(day)) + INTERVAL 1 YEAR - INTERVAL 1 DAY ELSE max(day) END::DATE
     FROM calendar_day WHERE day IS NOT NULL`,
  );
  await connection.run(
    `INSERT INTO source_span
     SELECT ${sourceId}, timezone('UTC', first_day::TIMESTAMP), timezone('UTC', last_day::TIMESTAMP + INTERVAL 1 DAY)
     FROM holiday_span WHERE source_id = ${sourceId}`,
  );
}
