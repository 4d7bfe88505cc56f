import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mappingSchema } from '../../../main/common/contract/messages/sources.ts';
import { readScene, type Scene } from '../../../main/forecast/scene.ts';
import { Importer } from '../../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { repositoryRoot } from '../../../tools/paths.mjs';
import { manifestName, importsOf } from '../../../tools/sample-city/files/manifest.ts';
import { generateCity } from '../../../tools/sample-city/generate.ts';
import { makeWorld } from '../../../tools/sample-city/make-world.ts';
import type { World } from '../../../tools/sample-city/words.ts';
import type { CauseCity } from '../explain/protocol.ts';

/** A generated city as a workspace holds it, and the world that it was made from. */
export interface LoggedCity {
  readonly name: string;
  readonly world: World;
  readonly store: WorkspaceStore;
  readonly scene: Scene;
  /** For each place of the scene the position of its detector in the world. */
  readonly detectors: Int32Array;
  close(): Promise<void>;
}

/** Generates a city, imports it as anybody would, and makes its world once more. @param keep where generated files are kept, if anywhere */
export async function loggedCity(
  { name, scenario }: CauseCity,
  keep: string | undefined,
): Promise<LoggedCity> {
  const scratch = mkdtempSync(join(tmpdir(), 'metropole-scenarios-'));
  const folder = join(keep ?? scratch, `logged-${scenario.seed}`);
  const say = (): void => undefined;
  if (!existsSync(join(folder, manifestName)))
    await generateCity(scenario, { folder, csv: false, truth: false, say });
  const world = makeWorld(scenario, say);
  const migrations = join(repositoryRoot, 'main', 'store', 'migrations');
  const store = await WorkspaceStore.create(
    join(scratch, 'city'),
    { name, isPractice: true },
    { migrations },
  );
  const importer = new Importer(store);
  for (const { file, mapping } of importsOf(false))
    await importer.importFile(join(folder, file), mappingSchema.parse(mapping), { actor: 'bench' });
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error(`${name} has no readings`);
  const positions = new Map(world.city.detectors.map(({ key }, index) => [key, index]));
  const { columns } = await store.places.list();
  const keys = new Map([...columns.place].map((place, row) => [place, columns.key[row]]));
  return {
    ...{ name, world, store, scene },
    detectors: scene.placeIds.map((place) => positions.get(keys.get(place) ?? '') ?? -1),
    close: async () => {
      await store.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
