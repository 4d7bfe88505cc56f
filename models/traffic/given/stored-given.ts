import type { StoredModel } from '../../model.ts';
import { givenFamilies } from './given.ts';

const storedNames = new Map(
  givenFamilies.flatMap(({ prefix, names }) => names.map((name) => [name, `${prefix}${name}`] as const)),
);

/** What a network was given as numbers of its stored state, each with its position. */
export function storedGiven(given: readonly string[]): Record<string, number> {
  return Object.fromEntries(given.map((name, index) => [storedNames.get(name) ?? name, index]));
}

/** The same of a stored network; nothing in states that were stored before there was any of it. */
export function givenOf({ numbers }: Pick<StoredModel, 'numbers'>): readonly string[] {
  return [...storedNames]
    .flatMap(([name, stored]) => {
      const position = numbers[stored];
      return position === undefined ? [] : [{ name, position }];
    })
    .sort((one, other) => one.position - other.position)
    .map(({ name }) => name);
}
