import type { LinearParts } from '../benchmarks/point-method.ts';
import type { ModelDeclaration } from '../model.ts';
import type { DailyProfile } from '../series/daily-profile.ts';
import type { FilledWindow } from '../series/fill.ts';
import { startOf } from './background.ts';
import type { Contribution, ContributionDetail, Explanation } from './explanation.ts';

/**
 * The exact explanation of a linear forecast: each term's weight times its distance from the usual. What the model
 * expects in a usual situation beyond the usual itself belongs to the calendar.
 */
export function explainLinear(
  declaration: ModelDeclaration,
  usual: DailyProfile,
  filled: FilledWindow,
  place: number,
  step: number,
  parts: LinearParts,
): Explanation {
  const { startValue, background } = startOf(usual, filled, place, step);
  const steps = filled.window.historySteps;
  const offset = parts.atUsual - startValue;
  const calendar: Contribution = {
    group: 'calendar',
    value: offset + parts.timeOfDay,
    details: [
      { kind: 'model-offset', value: offset },
      ...(declaration.groups.includes('calendar')
        ? [{ kind: 'time-of-day', value: parts.timeOfDay } as const]
        : []),
    ],
  };
  const neighbours: Contribution = {
    group: 'neighbours',
    value: parts.neighbours.reduce((sum, part) => sum + part.value, 0),
    details: parts.neighbours.map((part): ContributionDetail => ({ kind: 'neighbour', ...part })),
  };
  const own: Contribution = {
    group: 'own-last-hour',
    value: parts.ownLags.reduce((sum, value) => sum + value, 0),
    details: Array.from(parts.ownLags, (value, lag): ContributionDetail => ({
      kind: 'lag',
      stepsBefore: steps - 1 - lag,
      observed: filled.history[place * steps + lag] ?? NaN,
      usual: filled.usualHistory[place * steps + lag] ?? NaN,
      value,
    })),
  };
  const contributions: Contribution[] = [
    calendar,
    ...(declaration.groups.includes('neighbours') ? [neighbours] : []),
    own,
    ...(parts.limits === 0 ? [] : [{ group: 'limits', value: parts.limits, details: [] } as const]),
  ];
  return {
    method: 'exact-linear',
    place,
    step,
    startValue,
    contributions,
    forecast: contributions.reduce((sum, part) => sum + part.value, startValue),
    background,
  };
}
