import type { ImportContext, Staged } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';
import { makeSpans } from './cadence.ts';
import { type StagedReadings, usableSql } from './cells.ts';
import { checkCells } from './check-cells.ts';
import { checkLoads } from '../loads/check-loads.ts';
import { checkPlaces } from './check-places.ts';
import { checkZeros } from './check-zeros.ts';
import { commitReadings } from './commit-readings.ts';
import { settleCells } from './settle.ts';

/** Checks the readings that a reader staged (see `StagedReadings`) and gives what is to be kept. */
export async function stageReadings(
  context: ImportContext,
  staged: StagedReadings,
  refusedLines: number,
): Promise<Staged> {
  const { connection } = context;
  context.step('import-checking', 0.5);
  const check = await checkCells(context, staged);
  if (check.settle) await settleCells(context);
  if (staged.valueColumn !== null) await dropUnseenPlaces(context);
  const sound = check.settle
    ? 'SELECT place_no, starts_at, value, record FROM settled'
    : `SELECT place_no, starts_at, value, record FROM cell WHERE ${usableSql(context)}`;
  context.step('import-checking', 0.6);
  const { kept, left } =
    context.mapping.metric === 'load' ? await checkLoads(context, staged, sound) : { kept: sound, left: 0 };
  await makeSpans(context, kept, staged.timeColumn);
  if (check.zeros > 0) await checkZeros(context, staged, kept);
  await checkPlaces(context, staged.valueColumn === null ? null : (context.mapping.placeColumn ?? null));
  const dropped = check.settle
    ? check.usable - numberOf(await queryOne(connection, 'SELECT count(*) AS kept FROM settled'), 'kept')
    : 0;
  return {
    rowsRead: staged.records + refusedLines,
    rowsRefused: refusedLines + (await refusedRecords(context, staged, check.unusable + dropped + left)),
    commit: (sourceId) => commitReadings(context, kept, sourceId),
  };
}

/** A place that only rows without a time name is none: units below the names, a sum at the end. */
async function dropUnseenPlaces({ connection }: ImportContext): Promise<void> {
  const { problems } = await queryOne(connection, 'SELECT count(problem) AS problems FROM moment');
  if (problems === 0) return;
  await connection.run(
    'DELETE FROM place_list WHERE place_no NOT IN (SELECT place_no FROM sighting WHERE problem IS NULL)',
  );
}

/** In a wide file a record is refused when its time is; in a long one when its reading is. */
async function refusedRecords(
  context: ImportContext,
  staged: StagedReadings,
  unusable: number,
): Promise<number> {
  if (staged.valueColumn !== null) return unusable;
  const row = await queryOne(
    context.connection,
    'SELECT coalesce(sum(records) FILTER (problem IS NOT NULL), 0)::BIGINT AS refused FROM moment',
  );
  return numberOf(row, 'refused');
}
