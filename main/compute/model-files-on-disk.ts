import { readFile, rename, writeFile } from 'node:fs/promises';
import { decodeStoredModel, encodeStoredModel } from '../../models/stored-model-file.ts';
import { MetropoleError } from '../common/errors.ts';
import type { ModelFiles } from './model-files.ts';

/** Trained models as files of the workspace. */
export const modelFilesOnDisk: ModelFiles = {
  async read(stateFile) {
    try {
      return decodeStoredModel(new Uint8Array(await readFile(stateFile)));
    } catch (thrown) {
      throw new MetropoleError('forecast-no-model', { model: stateFile }, String(thrown), thrown);
    }
  },

  async write(stateFile, stored) {
    const partial = `${stateFile}.partial`;
    await writeFile(partial, encodeStoredModel(stored));
    await rename(partial, stateFile);
  },
};
