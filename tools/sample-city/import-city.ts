import { join } from 'node:path';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import type { Manifest } from './files/manifest.ts';

/** Imports the files of a generated city into a workspace, as the manifest says how. */
export async function importCity(
  client: EngineClient,
  folder: string,
  { imports }: Pick<Manifest, 'imports'>,
  say: (step: string) => void,
): Promise<void> {
  for (const { file, mapping } of imports) {
    say(`importing ${file}`);
    const path = join(folder, file);
    const preview = await client.call('import.preview', { path, mapping });
    await client.call('import.run', { path, mapping: preview.mapping });
  }
}
