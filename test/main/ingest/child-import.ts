import { MetropoleError } from '../../../main/common/errors.ts';
import { Importer } from '../../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';

/**
 * Imports CHILD_FILE into CHILD_WORKSPACE and says on standard output how far it has come; with CHILD_CANCEL once before,
 * cancelled in the middle of that stage.
 */
const workspace = process.env['CHILD_WORKSPACE'] ?? '';
const file = process.env['CHILD_FILE'] ?? '';
const cancelled = process.env['CHILD_CANCEL'];

// A limit on the size of files is told by a signal that would end the process; a full disk is not.
process.on('SIGXFSZ', () => undefined);

const store = await WorkspaceStore.open(workspace, { migrations });
if (cancelled !== undefined) await importOnce(cancelled);
await importOnce();
await store.close();

async function importOnce(cancelIn?: string): Promise<void> {
  const importer = new Importer(store);
  const abort = new AbortController();
  try {
    const { mapping } = await importer.preview(file, { metric: 'speed', unit: 'mph', zone: 'UTC' });
    await importer.importFile(file, mapping, {
      actor: 'child',
      signal: abort.signal,
      progress: ({ stage }) => {
        console.log(stage);
        if (stage === cancelIn) setTimeout(() => abort.abort(), 200);
      },
    });
    console.log(`done ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
  } catch (thrown) {
    console.log(
      `refused ${thrown instanceof MetropoleError ? `${thrown.code} ${thrown.detail ?? ''}` : String(thrown)}`,
    );
  }
  console.log(`sources ${(await store.sources.list()).length}`);
}
