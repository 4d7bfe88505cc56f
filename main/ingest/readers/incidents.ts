import { incidentKinds, reporters } from '../../common/happenings.ts';
import type { ImportContext, Reader, Staged } from '../import-context.ts';
import { requireRows } from '../records/stage-rows.ts';
import { commitSpan, keySql, stageHappenings } from '../records/stage-happenings.ts';
import { tellIncidentFaults } from '../records/tell-incident-faults.ts';
import { literal } from '../sql.ts';

/**
 * Incidents with one row each, as CSV or Parquet. Where the file does not say when one was received, it counts as received when it
 * began; an end counts as received when it came, and never before the incident.
 */
export const incidents: Reader = {
  format: 'incidents',
  requireKind: requireRows,
  missing: (mapping) => (['timeColumn', 'zone'] as const).filter((key) => mapping[key] === undefined),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection } = context;
  const staged = await stageHappenings(context, {
    kinds: incidentKinds,
    needsEnd: false,
    mayLieAhead: false,
    check: tellIncidentFaults,
  });
  const isReporter = `lower(reporter) IN (${reporters.map(literal).join(', ')})`;
  return {
    rowsRead: staged.records + staged.refused,
    rowsRefused: staged.refused + staged.unusable,
    commit: async (sourceId) => {
      await connection.run(
        `INSERT INTO incident (source_id, source_row, key, kind, starts_at, received_at, ends_at, end_received_at, place_key, latitude,
           longitude, severity, reported_by)
         SELECT ${sourceId}, record, ${keySql(sourceId)}, kind, starts_at, coalesce(received_at, starts_at), ends_at,
           CASE WHEN ends_at IS NOT NULL THEN greatest(coalesce(end_received_at, ends_at), coalesce(received_at, starts_at)) END,
           place_key, latitude, longitude, severity, CASE WHEN ${isReporter} THEN lower(reporter) END
         FROM happening WHERE problem IS NULL ORDER BY record`,
      );
      await commitSpan(context, sourceId);
    },
  };
}
