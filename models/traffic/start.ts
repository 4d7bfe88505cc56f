import { MetropoleError } from '../../main/common/errors.ts';
import type { ModelDeclaration, StartFrom, StoredModel } from '../model.ts';
import { openStored } from '../stored-model.ts';
import { givenOf, storedGiven } from './given/stored-given.ts';
import { featureCount } from './inputs.ts';
import type { Weights } from '../training/train.ts';
import { parameterShapes } from './network.ts';

/** Weights that a fit begins with, and for how many epochs at most they are trained further. */
export interface Start {
  /** What they were trained with. */
  readonly given: readonly string[];
  readonly weights: Weights;
  readonly epochs: number;
}

/**
 * The weights of a network that was trained elsewhere.
 * @throws MetropoleError `forecast-no-model` when the state is of another model, version or grid, or holds weights of another shape.
 */
export function startOf(declaration: ModelDeclaration, { stored, epochs }: StartFrom): Start {
  const reader = openStored(stored, declaration);
  const given = givenOf(stored);
  const features = featureCount(declaration.horizonSteps, given);
  const weights = parameterShapes(declaration.horizonSteps, features).map(([rows, columns], index) => {
    const values = Float32Array.from(reader.columnNamed(nameOf(index)));
    if (values.length === rows * columns) return values;
    throw new MetropoleError(
      'forecast-no-model',
      { model: declaration.id },
      `${nameOf(index)} has ${values.length} numbers in place of ${rows} x ${columns}`,
    );
  });
  return { given, weights, epochs };
}

/** Of a network's state what another city can begin with: the weights. It cannot be read back as a model of its own. */
export function weightsAlone(stored: StoredModel): StoredModel {
  const { id, version, setting, numbers, columns } = stored;
  return {
    id,
    version,
    setting,
    places: [],
    numbers: { epochs: numbers['epochs'] ?? NaN, ...storedGiven(givenOf(stored)) },
    columns: Object.fromEntries(Object.entries(columns).filter(([name]) => /^weights\d+$/.test(name))),
  };
}

function nameOf(index: number): string {
  return `weights${index}`;
}
