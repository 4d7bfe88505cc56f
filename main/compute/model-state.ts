import { readFile, rename, writeFile } from 'node:fs/promises';
import type { StoredModel } from '../../models/model.ts';
import { decodeStoredModel, encodeStoredModel } from '../../models/stored-model-file.ts';
import { MetropoleError } from '../common/errors.ts';

/** Writes a trained model's state; a crash leaves the old file or the new one, never half of it. */
export async function writeModelState(path: string, stored: StoredModel): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, encodeStoredModel(stored));
  await rename(partial, path);
}

/** @throws MetropoleError `forecast-no-model` when the file is not there or is not a model's state. */
export async function readModelState(path: string): Promise<StoredModel> {
  try {
    return decodeStoredModel(new Uint8Array(await readFile(path)));
  } catch (thrown) {
    throw new MetropoleError('forecast-no-model', { model: path }, String(thrown), thrown);
  }
}
