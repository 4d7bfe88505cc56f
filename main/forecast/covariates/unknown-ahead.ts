import type { KnownAheadRecord } from '../../common/contract/compute-contract.ts';
import {
  knownAheadGroups,
  knownAheadKinds,
  knownAheadNames,
  type KnownAheadGroup,
} from '../../common/known-ahead.ts';

/**
 * The groups that a model looks at, and that were not known of a step ahead of the origin: of holidays, whether that day is one.
 * @param known of a window · @param looked the groups that its explanation credits
 */
export function unknownAhead(
  known: readonly KnownAheadRecord[],
  looked: readonly string[],
  step: number,
): KnownAheadGroup[] {
  return knownAheadGroups.filter((group) => {
    if (!looked.includes(group)) return false;
    const own = knownAheadNames.find((name) => knownAheadKinds[name].group === group);
    const column = known.find(({ name }) => name === own);
    return !Number.isFinite(column?.values[Math.floor(step / column.everySteps)]);
  });
}
