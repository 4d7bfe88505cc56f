import type { StoredModel } from '../../../models/model.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { ModelFiles } from '../model-files.ts';

/** A page is handed states and cannot read them again; one that was pushed out has to be handed over once more. */
const statesKept = 16;

/** Trained models as they were handed over, the last ones kept. */
export function modelFilesInMemory(): ModelFiles {
  const states = new Map<string, StoredModel>();
  return {
    read: (stateFile) => {
      const stored = states.get(stateFile);
      return stored === undefined
        ? Promise.reject(new MetropoleError('forecast-no-model', { model: stateFile }))
        : Promise.resolve(stored);
    },
    write: (stateFile, stored) => {
      states.delete(stateFile);
      states.set(stateFile, stored);
      for (const oldest of [...states.keys()].slice(0, -statesKept)) states.delete(oldest);
      return Promise.resolve();
    },
  };
}
