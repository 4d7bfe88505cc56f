import { isAsShipped, type ModelRow } from './rows/models.ts';
import type { Says } from './says.ts';

/** What a forecaster is called: the wording of the last part of its id, or the id where it has none. */
export function modelName(id: string, wording: Says): string {
  const key = `model.${id.split('.').at(-1) ?? id}`;
  return wording.has(key) ? wording.say(key) : id;
}

/** The forecaster of a version; of a network that is as it came with the console, that too. */
export function versionName(
  { model, begunWith }: { readonly model: string } & Pick<ModelRow, 'begunWith'>,
  wording: Says,
): string {
  const name = modelName(model, wording);
  return isAsShipped({ begunWith }) ? wording.say('model.as-shipped', { model: name }) : name;
}
