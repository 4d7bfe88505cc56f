import { covariateKinds, covariateNames, type CovariateName } from '../../main/common/covariates.ts';
import type { SeededRandom } from '../../main/common/seeded-random.ts';
import { groupOrder, type GroupId, type ModelDeclaration } from '../model.ts';
import type { Covariate } from '../series/series.ts';
import type { Window } from '../series/window.ts';

/** How many steps before the last one values of a place are taken from: an incident that has just begun is another than one an hour old. */
const placeLags = [0, 3, 6, 11];
const cityLags = [0];

/** Share of training windows in which a group is hidden, so that the network knows what to make of one that is missing. */
const hiddenShare = 0.1;

function lagsOf(name: CovariateName): readonly number[] {
  return covariateKinds[name].perPlace ? placeLags : cityLags;
}

function groupsOf(names: readonly CovariateName[]): GroupId[] {
  return groupOrder.filter((group) => names.some((name) => covariateKinds[name].group === group));
}

/** The covariates of a series that the network takes, in the order of the registry. */
export function covariatesOf(covariates: readonly Covariate[]): readonly CovariateName[] {
  return covariateNames.filter((name) => covariates.some((one) => one.name === name));
}

/** Columns that these covariates add to a network's features: their values, and for each group whether it is missing. */
export function covariateColumns(names: readonly CovariateName[]): number {
  return names.reduce((sum, name) => sum + lagsOf(name).length, groupsOf(names).length);
}

/** A declaration with the covariates that a trained network was given. */
export function withCovariates(
  declaration: ModelDeclaration,
  names: readonly CovariateName[],
): ModelDeclaration {
  if (names.length === 0) return declaration;
  const groups = new Set([...declaration.groups, ...groupsOf(names)]);
  return {
    ...declaration,
    inputs: { ...declaration.inputs, covariates: names.map((name) => ({ name, knownAhead: false })) },
    groups: groupOrder.filter((group) => groups.has(group)),
  };
}

/** A training window in which some groups of covariates are unknown; without covariates no number is drawn. */
export function withGroupsHidden(
  window: Window,
  names: readonly CovariateName[],
  random: SeededRandom,
): Window {
  const hidden = groupsOf(names).filter(() => random.next() < hiddenShare);
  if (hidden.length === 0) return window;
  const isHidden = (name: string): boolean =>
    names.some((one) => one === name && hidden.includes(covariateKinds[one].group));
  return { ...window, covariates: window.covariates.filter(({ name }) => !isHidden(name)) };
}

/** Writes the columns of covariates of one window: the logarithm of one and what each is of its scale, 0 and a flag where it is not known. */
export class CovariateInputs {
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

  /** @returns the position behind the last number written */
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
