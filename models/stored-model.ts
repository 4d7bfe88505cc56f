import { MetropoleError } from '../main/common/errors.ts';
import type { ModelDeclaration, StoredModel } from './model.ts';

/** Reads the numbers and columns of a stored model by name. */
export interface StoredReader {
  numberNamed(name: string): number;
  columnNamed(name: string): Float32Array | Float64Array;
}

/**
 * Opens a stored model for the model of this declaration. Asking for something it does not hold throws as well.
 * @throws MetropoleError `forecast-no-model` when it is of another model, version or grid.
 */
export function openStored(stored: StoredModel, declaration: ModelDeclaration): StoredReader {
  const refuse = (detail: string): never => {
    throw new MetropoleError('forecast-no-model', { model: declaration.id }, detail);
  };
  if (stored.id !== declaration.id || stored.version !== declaration.version) {
    refuse(
      `stored state is of ${stored.id} version ${stored.version}, wanted ${declaration.id} ${declaration.version}`,
    );
  }
  const { stepSeconds, horizonSteps } = stored.setting;
  if (stepSeconds !== declaration.stepSeconds || horizonSteps !== declaration.horizonSteps) {
    refuse(`stored state is for ${horizonSteps} steps of ${stepSeconds} s`);
  }
  return {
    numberNamed: (name) => stored.numbers[name] ?? refuse(`no number ${name}`),
    columnNamed: (name) => stored.columns[name] ?? refuse(`no column ${name}`),
  };
}
