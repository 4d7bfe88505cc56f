import type { HappeningKind } from '../../common/happenings.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { numberSql } from '../readings/cells.ts';
import { literal, numberOf, queryOne } from '../sql.ts';
import { reportHappenings } from './report-happenings.ts';
import { refuseProjectedPositions, unusablePositionSql } from './positions.ts';
import { stageRows, type StagedRows } from './stage-rows.ts';
import { makeTimesOf } from './times-of.ts';

/** What incidents and events have in common, and one number and one text of their own. */
const roles = {
  key: 'keyColumn',
  name: 'nameColumn',
  kind: 'kindColumn',
  started: 'timeColumn',
  ended: 'endColumn',
  received: 'receivedColumn',
  end_received: 'endReceivedColumn',
  place_key: 'placeColumn',
  latitude_text: 'latitudeColumn',
  longitude_text: 'longitudeColumn',
  severity_text: 'severityColumn',
  visitors_text: 'visitorsColumn',
  reporter: 'reporterColumn',
} as const;

/** How incidents and events differ. */
export interface HappeningRules {
  readonly kinds: readonly HappeningKind[];
  /** An event must say its end; an incident may be going on. */
  readonly needsEnd: boolean;
  /** Events lie ahead; incidents that do are a wrong zone or date order. */
  readonly mayLieAhead: boolean;
  /** Looks at `happening` before positions that cannot be right are taken away. */
  readonly check?: (context: ImportContext) => Promise<void>;
}

/**
 * Reads incidents or events into the temporary table `happening`, one row a record: `problem` names why one is refused,
 * everything else is checked and in its unit. Notices are given.
 * @throws MetropoleError where the file is refused
 */
export async function stageHappenings(
  context: ImportContext,
  { kinds, needsEnd, mayLieAhead, check }: HappeningRules,
): Promise<StagedRows & { readonly unusable: number }> {
  const { connection, mapping } = context;
  const rows = await stageRows(context, roles);
  context.step('import-checking', 0.4);
  for (const [role, key] of [
    ['started', 'timeColumn'],
    ['ended', 'endColumn'],
    ['received', 'receivedColumn'],
    ['end_received', 'endReceivedColumn'],
  ] as const)
    await makeTimesOf(context, role, mapping[key], { mayLieAhead });
  const kind = kinds
    .map(({ id, words }) => `WHEN regexp_matches(r.kind, ${literal(words.source)}, 'i') THEN ${literal(id)}`)
    .join(' ');
  await connection.run(
    `CREATE TEMP TABLE happening AS
     SELECT r.rowid AS record, coalesce(r.key, 'row ' || r.rowid) AS key, r.key IS NULL AS is_keyless, r.name, r.place_key, r.reporter,
            CASE ${kind} ELSE 'other' END AS kind, CASE ${kind} END IS NULL AS is_unknown_kind, r.kind AS said_kind,
            s.starts_at, e.starts_at AS ends_at, n.starts_at AS received_at, d.starts_at AS end_received_at,
            ${numberSql(context, 'r.latitude_text')} AS latitude, ${numberSql(context, 'r.longitude_text')} AS longitude,
            ${numberSql(context, 'r.severity_text')} AS severity, ${numberSql(context, 'r.visitors_text')} AS visitors,
            r.severity_text, r.visitors_text, r.latitude_text, r.longitude_text, r.started, r.ended, NULL::VARCHAR AS problem
     FROM raw r LEFT JOIN time_started s ON s.raw_time = r.started LEFT JOIN time_ended e ON e.raw_time = r.ended
     LEFT JOIN time_received n ON n.raw_time = r.received LEFT JOIN time_end_received d ON d.raw_time = r.end_received
     ORDER BY r.rowid`,
  );
  await refuseProjectedPositions(context);
  await markRefused(context, needsEnd);
  await check?.(context);
  await reportHappenings(context, await unusablePositionSql(context));
  const found = await queryOne(
    connection,
    'SELECT count(problem) AS unusable, count(*) AS records FROM happening',
  );
  const unusable = numberOf(found, 'unusable');
  if (unusable === numberOf(found, 'records')) throw refusal(context, 'import-no-usable-row', { unit: '' });
  return { ...rows, unusable };
}

/** The first thing that is wrong with a row is why it is refused. Of several with one key the last is kept. */
async function markRefused({ connection }: ImportContext, needsEnd: boolean): Promise<void> {
  await connection.run(
    `UPDATE happening SET problem = CASE
       WHEN started IS NULL THEN 'time-missing'
       WHEN starts_at IS NULL THEN 'time-unreadable'
       WHEN ended IS NOT NULL AND ends_at IS NULL THEN 'end-unreadable'
       WHEN ends_at < starts_at THEN 'end-before-start'
       WHEN ${needsEnd} AND ends_at IS NULL THEN 'end-missing' END`,
  );
  await connection.run(
    `UPDATE happening SET problem = 'record-duplicate' WHERE problem IS NULL AND record NOT IN (
       SELECT max(record) FROM happening WHERE problem IS NULL GROUP BY key)`,
  );
}

/** Keeps what the happenings of a source span. */
export async function commitSpan({ connection }: ImportContext, sourceId: number): Promise<void> {
  await connection.run(
    `INSERT INTO source_span
     SELECT ${sourceId}, min(starts_at), max(coalesce(ends_at, starts_at)) FROM happening WHERE problem IS NULL HAVING count(*) > 0`,
  );
}

/** SQL of the key under which a row is known; one without a key is known by its source and row alone. */
export function keySql(sourceId: number): string {
  return `CASE WHEN is_keyless THEN 'source ${sourceId} ' || key ELSE key END`;
}
