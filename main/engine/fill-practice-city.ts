import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Importer } from '../ingest/importer.ts';
import { writePracticeCity } from '../practice/practice-city.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

const filled = 'practice.filled';

/**
 * Imports the practice city into a workspace that was made for it. Where that was cut short, what is missing is imported;
 * what is in already, and what somebody removed afterwards, is left as it is.
 *
 * @param now epoch milliseconds
 */
export async function fillPracticeCity(
  store: WorkspaceStore,
  importer: Importer,
  now: number,
): Promise<void> {
  if (await store.audit.has(filled)) return;
  const folder = await mkdtemp(join(tmpdir(), 'metropole-practice-'));
  try {
    const held = (await store.sources.list()).map(({ fileName }) => fileName);
    for (const { path, mapping } of await writePracticeCity(folder, now)) {
      if (!held.includes(basename(path))) await importer.importFile(path, mapping, { actor: 'engine' });
    }
    await store.audit.append({
      at: now,
      actor: 'engine',
      clientId: 'engine',
      action: filled,
      parameters: {},
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
