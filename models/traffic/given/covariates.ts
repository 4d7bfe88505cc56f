import { covariateKinds, covariateNames, type CovariateName } from '../../../main/common/covariates.ts';
import { groupOrder, type GroupId } from '../../model.ts';
import type { Covariate } from '../../series/series.ts';
import type { Window } from '../../series/window.ts';
import { hiddenShare, ownOf, type GivenFamily, type GivenWriter } from './family.ts';

/** How many steps before the last one values of a place are taken from: an incident that has just begun is another than one an hour old. */
const placeLags = [0, 3, 6, 11];
const cityLags = [0];

/** What was known of weather, events and incidents. They come and go by group. */
export const covariateFamily: GivenFamily = {
  prefix: 'covariate ',
  names: covariateNames,
  isUsual: true,
  isIn: ({ covariates }, name) => covariates.some((one) => one.name === name),
  columns(given) {
    const names = ownOf(covariateNames, given);
    return names.reduce((sum, name) => sum + lagsOf(name).length, groupsOf(names).length);
  },
  withSomeHidden(window, given, random) {
    const names = ownOf(covariateNames, given);
    const hidden = groupsOf(names).filter(() => random.next() < hiddenShare);
    if (hidden.length === 0) return window;
    const isHidden = (name: string): boolean =>
      names.some((one) => one === name && hidden.includes(covariateKinds[one].group));
    return { ...window, covariates: window.covariates.filter(({ name }) => !isHidden(name)) };
  },
  declared(declaration, given) {
    const names = ownOf(covariateNames, given);
    const groups = new Set([...declaration.groups, ...groupsOf(names)]);
    return {
      ...declaration,
      inputs: { ...declaration.inputs, covariates: names.map((name) => ({ name, knownAhead: false })) },
      groups: groupOrder.filter((group) => groups.has(group)),
    };
  },
  writer: ({ filled }, given) => new CovariateWriter(filled.window, ownOf(covariateNames, given)),
};

function lagsOf(name: CovariateName): readonly number[] {
  return covariateKinds[name].perPlace ? placeLags : cityLags;
}

function groupsOf(names: readonly CovariateName[]): GroupId[] {
  return groupOrder.filter((group) => names.some((name) => covariateKinds[name].group === group));
}

/** Writes the logarithm of one and what each covariate is of its scale, 0 and a flag for its group where it is not known. */
class CovariateWriter implements GivenWriter {
  readonly #historySteps: number;
  readonly #names: readonly CovariateName[];
  readonly #groups: readonly GroupId[];
  readonly #found: ReadonlyMap<string, Covariate>;

  constructor(window: Window, names: readonly CovariateName[]) {
    this.#historySteps = window.historySteps;
    this.#names = names;
    this.#groups = groupsOf(names);
    this.#found = new Map(window.covariates.map((one) => [one.name, one]));
  }

  write(place: number, out: Float32Array, offset: number): number {
    let at = offset;
    const missing = new Set<GroupId>();
    for (const name of this.#names) {
      const { scale, group } = covariateKinds[name];
      for (const lag of lagsOf(name)) {
        const value = this.#value(name, place, lag);
        if (Number.isNaN(value)) missing.add(group);
        out[at++] = Number.isNaN(value) ? 0 : Math.log1p(Math.max(value, 0) / scale);
      }
    }
    for (const group of this.#groups) out[at++] = missing.has(group) ? 1 : 0;
    return at;
  }

  #value(name: CovariateName, place: number, lag: number): number {
    const found = this.#found.get(name);
    if (found === undefined) return NaN;
    const row = found.perPlace ? place : 0;
    return found.values[(row + 1) * this.#historySteps - 1 - lag] ?? NaN;
  }
}
