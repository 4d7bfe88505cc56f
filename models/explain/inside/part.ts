import type { GroupId } from '../../model.ts';
import type { FilledWindow } from '../../series/fill.ts';
import { neighbourShares, bothWays } from '../../series/neighbours.ts';
import type { Window } from '../../series/window.ts';
import type { ContributionDetail } from '../explanation.ts';

/** One of the inputs that a group is made of: a step of the place's own history, a neighbour, or an earlier day. */
export interface Part {
  /** The window with the real values of this part, the rest as it was. */
  readonly put: (into: Window) => Window;
  /** The same for one history step of the part alone, 0 = oldest; left out by parts that have no steps. */
  readonly putStep?: (into: Window, step: number) => Window;
  readonly detail: (value: number, strongestStep?: number) => ContributionDetail;
}

/** More steps of the own history than this are not told one by one. */
const stepsAtMost = 24;

/**
 * What a group of one place is made of; nothing where its parts cannot be told. Gaps are filled as they are for the model; a neighbour that
 * was silent is no part, as it is no news.
 */
export function partsOf(group: GroupId, filled: FilledWindow, place: number): readonly Part[] {
  const { window, history, usualHistory, imputedSteps } = filled;
  const steps = window.historySteps;
  const withHistory = (into: Window, from: number, end: number): Window => {
    const values = into.history.slice();
    values.set(history.subarray(from, end), from);
    return { ...into, history: values };
  };
  if (group === 'own-last-hour' && steps <= stepsAtMost) {
    return Array.from({ length: steps }, (_, step): Part => {
      const at = place * steps + step;
      return {
        put: (into) => withHistory(into, at, at + 1),
        detail: (value) => ({
          kind: 'lag',
          stepsBefore: steps - 1 - step,
          observed: history[at] ?? NaN,
          usual: usualHistory[at] ?? NaN,
          value,
        }),
      };
    });
  }
  if (group === 'neighbours') {
    const weights = weightsAround(filled, place);
    return window.places.flatMap((_, other): Part[] => {
      if (other === place || imputedSteps[other] === steps) return [];
      const first = other * steps;
      return [
        {
          put: (into) => withHistory(into, first, first + steps),
          putStep: (into, step) => withHistory(into, first + step, first + step + 1),
          detail: (value, strongestStep) => ({
            kind: 'neighbour',
            place: other,
            weight: weights.get(other) ?? 0,
            value,
            ...(strongestStep === undefined ? {} : { stepsBefore: steps - 1 - strongestStep }),
          }),
        },
      ];
    });
  }
  if (group === 'past-days') {
    return window.sameTime.map((column): Part => ({
      put: (into) => ({
        ...into,
        sameTime: into.sameTime.map((one) => (one.daysBefore === column.daysBefore ? column : one)),
      }),
      detail: (value) => ({ kind: 'day', daysBefore: column.daysBefore, value }),
    }));
  }
  return [];
}

/** The share of each place one link away in the mean of a place's neighbours. */
function weightsAround({ window: { links } }: FilledWindow, place: number): ReadonlyMap<number, number> {
  const { offsets, targets, weights } = neighbourShares(bothWays(links));
  const around = new Map<number, number>();
  for (let index = offsets[place] ?? 0; index < (offsets[place + 1] ?? 0); index++)
    around.set(targets[index] ?? -1, weights[index] ?? 0);
  return around;
}
