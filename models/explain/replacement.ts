import { covariateKinds, covariateNames } from '../../main/common/covariates.ts';
import { groupOrder, type GroupId, type TrainedModel } from '../model.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import type { Covariate } from '../series/series.ts';
import type { Window } from '../series/window.ts';
import { startOf } from './background.ts';
import type { Contribution, Explanation } from './explanation.ts';

/**
 * Explains any model: starting with everything as usual, the groups get their real values one after the other in the
 * declared order, and each is credited with the change. One forecast of the place for each group, and one more. What does not change
 * with time, the links and the attributes of places, is the same in all of them and credited with nothing.
 * @throws MetropoleError `forecast-no-data` where the place has no forecast.
 */
export async function explainByReplacement(
  model: TrainedModel,
  window: Window,
  place: number,
  step: number,
): Promise<Explanation> {
  const filled = fillWindow(window, model.usual, model.places);
  const { startValue, background } = startOf(model.usual, filled, place, step);
  const meanWith = async (usualGroups: ReadonlySet<GroupId>): Promise<number> => {
    const forecast = await model.predict(withUsual(filled, place, usualGroups), {
      places: Uint32Array.of(place),
    });
    return forecast.mean[step] ?? NaN;
  };
  const asUsual = new Set(
    groupOrder.filter((group) => replaceable.has(group) && model.declaration.groups.includes(group)),
  );
  let reached = await meanWith(asUsual);
  const offset = reached - startValue;
  const contributions: Contribution[] = [
    { group: 'calendar', value: offset, details: [{ kind: 'model-offset', value: offset }] },
  ];
  for (const group of [...asUsual]) {
    asUsual.delete(group);
    const before = reached;
    reached = await meanWith(asUsual);
    contributions.push({ group, value: reached - before, details: [] });
  }
  return {
    method: 'ordered-replacement',
    place,
    step,
    startValue,
    contributions,
    forecast: reached,
    background,
  };
}

const replaceable: ReadonlySet<GroupId> = new Set<GroupId>([
  'weather',
  'events',
  'incidents',
  'neighbours',
  'past-days',
  'own-last-hour',
]);

/** The window in which these groups of one place show their usual. With none of them it is the window itself. */
function withUsual(filled: FilledWindow, place: number, groups: ReadonlySet<GroupId>): Window {
  const { window } = filled;
  if (groups.size === 0) return window;
  const history = window.history.slice();
  const steps = window.historySteps;
  for (let other = 0; other < window.places.length; other++) {
    if (groups.has(other === place ? 'own-last-hour' : 'neighbours')) {
      history.set(filled.usualHistory.subarray(other * steps, (other + 1) * steps), other * steps);
    }
  }
  const covariates = window.covariates.map((covariate) => withoutEffect(covariate, groups));
  if (!groups.has('past-days')) return { ...window, history, covariates };
  const horizon = filled.usualHorizon;
  return {
    ...window,
    history,
    covariates,
    sameTime: window.sameTime.map((column) => ({ ...column, values: horizon })),
  };
}

/** A covariate at nothing out of the ordinary, where its group is replaced; what is not known stays so. */
function withoutEffect(covariate: Covariate, groups: ReadonlySet<GroupId>): Covariate {
  const kind = covariateNames.find((name) => name === covariate.name);
  if (kind === undefined || !groups.has(covariateKinds[kind].group)) return covariate;
  return { ...covariate, values: covariate.values.map((value) => (Number.isNaN(value) ? NaN : 0)) };
}
