import type { ImportContext } from '../import-context.ts';
import { makeMoments } from '../readings/moments.ts';

/**
 * The times of one column of `raw` as the temporary table `time_<role>` (`raw_time`, `starts_at`): every different text once.
 * What is unreadable, skipped by the clocks or astray has no `starts_at` and is told in a notice.
 * @param column as the file calls it; undefined where none is mapped: the table is empty then
 * @throws MetropoleError `import-zone-unknown`, `import-time-format-unknown`, `import-time-unreadable`
 */
export async function makeTimesOf(
  context: ImportContext,
  role: string,
  column: string | undefined,
  { mayLieAhead = false }: { readonly mayLieAhead?: boolean } = {},
): Promise<void> {
  const { connection } = context;
  await makeMoments(
    context,
    `SELECT ${role} AS raw_time, count(*) AS records, min(rowid) AS first_record, max(rowid) AS last_record
     FROM raw WHERE ${role} IS NOT NULL GROUP BY ${role}`,
    column ?? '',
    { mayLieAhead },
  );
  await connection.run(`ALTER TABLE moment RENAME TO time_${role}`);
}
