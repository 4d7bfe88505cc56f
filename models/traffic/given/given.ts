import type { SeededRandom } from '../../../main/common/seeded-random.ts';
import type { ModelDeclaration } from '../../model.ts';
import type { Series } from '../../series/series.ts';
import type { Window } from '../../series/window.ts';
import { attributeFamily } from './attributes.ts';
import { covariateFamily } from './covariates.ts';
import { directionFamily } from './direction.ts';
import type { GivenFamily, GivenWriter, Situation } from './family.ts';

/** All families, in the order of their columns. A new one is one file and one line here. */
export const givenFamilies: readonly GivenFamily[] = [covariateFamily, directionFamily, attributeFamily];

/** All names that there are. */
export const givenNames: readonly string[] = givenFamilies.flatMap(({ names }) => names);

/** What a network is given where nobody says what. */
const usualNames: readonly string[] = givenFamilies.flatMap(({ names, isUsual }) => (isUsual ? names : []));

/** What a series has of what a network can be given beside what every network sees. @param wanted names of it; left out: the usual */
export function givenIn(series: Series, wanted = usualNames): readonly string[] {
  return givenFamilies.flatMap((family) =>
    family.names.filter((name) => wanted.includes(name) && family.isIn(series, name)),
  );
}

/** Whether there is anything unusual among these. */
export function needsWarmUp(given: readonly string[]): boolean {
  return given.some((name) => !usualNames.includes(name));
}

/** Features that these add to those of every network. */
export function givenColumns(given: readonly string[]): number {
  return givenFamilies.reduce((sum, family) => sum + family.columns(given), 0);
}

/** The declaration of a network that was trained with these. */
export function withGiven(declaration: ModelDeclaration, given: readonly string[]): ModelDeclaration {
  return givenFamilies.reduce((declared, family) => family.declared(declared, given), declaration);
}

/** A training window in which some of what a network is given is unknown. */
export function withSomeUnknown(window: Window, given: readonly string[], random: SeededRandom): Window {
  return givenFamilies.reduce((left, family) => family.withSomeHidden(left, given, random), window);
}

/** Writes the columns of all that a network is given. */
export function givenWriter(situation: Situation, given: readonly string[]): GivenWriter {
  const writers = givenFamilies.map((family) => family.writer(situation, given));
  return {
    write: (place, out, offset) => writers.reduce((at, writer) => writer.write(place, out, at), offset),
  };
}
