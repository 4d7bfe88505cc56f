import type { Contribution, Drilldown, Explanation } from '../../common/contract/messages/drilldown.ts';

/** Differences below this share of the value come from how numbers are stored. */
const negligible = 0.002;
/** How many members are named inside a group. */
const membersNamed = 4;

/** A member of a sum, and why its forecast is what it is. */
type Member = Pick<Drilldown, 'place' | 'explanation'>;

/**
 * Why the sum of some places is forecast as it is: group by group what the explanations of its members say together, and which of them most.
 * What lies between the sum of their forecasts and the one of their joint courses that is shown is reconciliation.
 * @returns null where one of them is not explained
 */
export function explainedSum(
  members: readonly Member[],
  shown: NonNullable<Drilldown['shown']>,
): Explanation | null {
  const explanations = members.flatMap(({ explanation }) => explanation ?? []);
  const [first] = explanations;
  if (first === undefined || explanations.length < members.length) return null;
  const total = (of: (one: Explanation) => number): number =>
    explanations.reduce((sum, one) => sum + of(one), 0);
  const groups = new Set(
    explanations.flatMap(({ contributions }) => contributions.map(({ group }) => group)),
  );
  const contributions = [...groups].map((group): Contribution => {
    const parts = members
      .map(({ place, explanation }) => ({
        ...{ minutesAgo: null, daysAgo: null, place: place.id },
        value: explanation?.contributions.find((one) => one.group === group)?.value ?? 0,
      }))
      .toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
    return {
      group,
      value: parts.reduce((sum, { value }) => sum + value, 0),
      parts: parts.slice(0, membersNamed).filter(({ value }) => value !== 0),
    };
  });
  const apart = shown.value - total((one) => one.shown);
  const reconciliation: Contribution = { group: 'reconciliation', value: apart, parts: [] };
  return {
    model: first.model,
    method: first.method,
    start: total(({ start }) => start),
    startKind: explanations.every(({ startKind }) => startKind === 'usual') ? 'usual' : 'mean',
    startCount: Math.min(...explanations.map(({ startCount }) => startCount)),
    startError: null,
    compared: null,
    contributions: [
      ...contributions,
      ...(Math.abs(apart) <= negligible * Math.abs(shown.value) ? [] : [reconciliation]),
    ],
    neighbours: null,
    shown: shown.value,
  };
}
