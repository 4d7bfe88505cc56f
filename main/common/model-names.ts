import type { Wording } from './wording.ts';

/** What a forecaster is called: the wording of the last part of its id, or the id where it has none. */
export function modelName(id: string, wording: Wording): string {
  const key = `model.${id.split('.').at(-1) ?? id}`;
  return wording.has(key) ? wording.say(key) : id;
}
