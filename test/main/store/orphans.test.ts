import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from './migrations.ts';
import { emptyStore, scratchFolder } from './store.ts';

const tables = ['reading', 'link', 'forecast', 'weather'] as const;

/** A workspace whose owner was killed: with a source and its reading, and what is left of an import, of links and of a run that were not committed. */
async function killedWorkspace(): Promise<string> {
  const store = await emptyStore();
  await store.session(({ connection, transaction }) =>
    transaction(async () => {
      await connection.run(
        `INSERT INTO source (file_name, sha256, bytes, format, mapping, rows_read, rows_kept, rows_refused, imported_at, imported_by, precedence)
         VALUES ('kept.csv', '', 1, 'readings-long', '{}', 1, 1, 0, now(), 'test', 1)`,
      );
      await connection.run(
        `INSERT INTO reading SELECT 1, now(), 50, source_id, row, NULL FROM (SELECT min(source_id) AS source_id FROM source), range(3) r(row)`,
      );
      await connection.run(`INSERT INTO reading SELECT 1, now(), 50, 99, row, NULL FROM range(5) r(row)`);
      await connection.run(`INSERT INTO link VALUES (99, 1, 2, 1)`);
      await connection.run(
        `INSERT INTO weather VALUES (99, 1, 'rain', NULL, now(), 3600, 1, false, now()), (1, 1, 'rain', NULL, now(), 3600, 1, false, now())`,
      );
    }),
  );
  const copy = join(scratchFolder(), 'killed');
  cpSync(store.folder.path, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
  return copy;
}

const counts = async (store: WorkspaceStore): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await store.read(async (connection) =>
      (await connection.run(`SELECT count(*)::INTEGER FROM ${table}`)).getRows(),
    );
    found[table] = Number(row?.[0]);
  }
  return found;
};

test('what a killed owner left of a transaction that it did not end is removed, and the audit trail says so', async () => {
  const store = await WorkspaceStore.open(await killedWorkspace(), { migrations });
  expect(await counts(store)).toEqual({ reading: 3, link: 0, forecast: 0, weather: 1 });
  expect(await store.audit.has('store.orphans-removed')).toBe(true);
  await store.close();
});
