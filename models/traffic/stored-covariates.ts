import { covariateNames, type CovariateName } from '../../main/common/covariates.ts';
import type { StoredModel } from '../model.ts';

/** Numbers of a stored network that are called so name the covariates it was trained with. */
export const covariatePrefix = 'covariate ';

/** The covariates of a network as numbers of its stored state, each with its position. */
export function storedCovariates(names: readonly CovariateName[]): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [`${covariatePrefix}${name}`, index]));
}

/** Those of a stored network; none in states that were stored before there were any. */
export function covariatesIn({ numbers }: Pick<StoredModel, 'numbers'>): readonly CovariateName[] {
  const position = (name: CovariateName): number | undefined => numbers[`${covariatePrefix}${name}`];
  return covariateNames
    .filter((name) => position(name) !== undefined)
    .sort((one, other) => (position(one) ?? 0) - (position(other) ?? 0));
}
