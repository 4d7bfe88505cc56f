import { join } from 'node:path';
import { modelFilesOnDisk } from '../../../main/compute/model-files-on-disk.ts';
import type { Engine } from '../../../main/engine/engine.ts';

let versions = 0;

/**
 * A version of the shown benchmark whose intervals are `times` as wide at some places and as they were everywhere else; it is shown from
 * now on.
 * @param isConcerned by a place's name in the model
 */
export async function showMadeVersion(
  { store }: Engine,
  times: number,
  isConcerned: (place: string) => boolean,
): Promise<string> {
  const models = await store.models.list('traffic');
  const shown = models.find(({ isShown }) => isShown);
  if (shown === undefined) throw new Error('nothing is shown');
  const stored = await modelFilesOnDisk.read(join(store.folder.models, shown.stateFile));
  const spreads = Float32Array.from(stored.columns['bandErrorSpreads'] ?? [], (spread, place) =>
    isConcerned(stored.places[place] ?? '') ? times * spread : spread,
  );
  const stateFile = `made-${String(++versions)}.model`;
  const columns = { ...stored.columns, bandErrorSpreads: spreads };
  await modelFilesOnDisk.write(join(store.folder.models, stateFile), { ...stored, columns });
  const version = `${shown.version.split('-')[0] ?? ''}-made${String(versions)}`;
  await store.models.update('traffic', (all) => [
    { ...shown, version, stateFile },
    ...all.filter((one) => one !== shown && !one.isShown),
  ]);
  return version;
}
