import { eventKinds } from '../../common/happenings.ts';
import type { ImportContext, Reader, Staged } from '../import-context.ts';
import { requireRows } from '../records/stage-rows.ts';
import { commitSpan, keySql, stageHappenings } from '../records/stage-happenings.ts';

/** Planned events with one row each, as CSV, Parquet or iCalendar. */
export const events: Reader = {
  format: 'events',
  requireKind: requireRows,
  missing: (mapping) =>
    (['timeColumn', 'endColumn', 'zone'] as const).filter((key) => mapping[key] === undefined),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection } = context;
  const staged = await stageHappenings(context, { kinds: eventKinds, needsEnd: true, mayLieAhead: true });
  return {
    rowsRead: staged.records + staged.refused,
    rowsRefused: staged.refused + staged.unusable,
    commit: async (sourceId) => {
      await connection.run(
        `INSERT INTO planned_event (source_id, source_row, key, name, kind, starts_at, ends_at, place_key, latitude, longitude,
           expected_visitors, known_since)
         SELECT ${sourceId}, record, ${keySql(sourceId)}, name, kind, starts_at, ends_at, place_key, latitude, longitude, visitors, received_at
         FROM happening WHERE problem IS NULL ORDER BY record`,
      );
      await commitSpan(context, sourceId);
    },
  };
}
