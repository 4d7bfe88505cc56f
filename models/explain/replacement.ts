import { covariateKinds, covariateNames } from '../../main/common/covariates.ts';
import { knownAheadKinds, knownAheadNames } from '../../main/common/known-ahead.ts';
import { groupOrder, type GroupId, type TrainedModel } from '../model.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import type { KnownAhead } from '../series/known-ahead.ts';
import type { Covariate } from '../series/series.ts';
import type { Window } from '../series/window.ts';
import { startOf } from './background.ts';
import type { Contribution, ContributionDetail, Explanation } from './explanation.ts';
import { insideGroup } from './inside/inside-group.ts';
import type { Differentiable } from './inside/integrated-gradients.ts';
import { receptiveField } from './receptive-field.ts';

/** What a model says of itself to be explained faster and more closely. */
export interface ExplainedModel {
  /** It looks at places up to so many links away, at no others; left out, all are looked at. */
  readonly linksAway?: number;
  /** Left out by models without a derivative. */
  readonly differentiable?: Differentiable;
}

/**
 * Explains any model: starting with everything as usual, the groups get their real values one after the other in the
 * declared order, and each is credited with the change. One forecast of the place for each group, and one more; then which neighbours, readings
 * and days inside a group. What does not change
 * with time, the links and the attributes of places, is the same in all of them and credited with nothing.
 * @throws MetropoleError `forecast-no-data` where the place has no forecast.
 */
export async function explainByReplacement(
  model: TrainedModel,
  whole: Window,
  wholePlace: number,
  step: number,
  { linksAway, differentiable }: ExplainedModel = {},
): Promise<Explanation> {
  const field = linksAway === undefined ? undefined : receptiveField(whole, wholePlace, linksAway);
  const window = field?.window ?? whole;
  const place = field === undefined ? wholePlace : 0;
  const filled = fillWindow(window, model.usual, model.places);
  const { startValue, background } = startOf(model.usual, filled, place, step);
  const meanOf = async (asked: Window): Promise<number> => {
    const forecast = await model.predict(asked, { places: Uint32Array.of(place) });
    return forecast.mean[step] ?? NaN;
  };
  const asUsual = new Set(
    groupOrder.filter((group) => replaceable.has(group) && model.declaration.groups.includes(group)),
  );
  let before = withUsual(filled, place, asUsual);
  let reached = await meanOf(before);
  const offset = reached - startValue;
  const contributions: Contribution[] = [
    { group: 'calendar', value: offset, details: [{ kind: 'model-offset', value: offset }] },
  ];
  for (const group of [...asUsual]) {
    asUsual.delete(group);
    const after = withUsual(filled, place, asUsual);
    const value = (await meanOf(after)) - reached;
    const looked = { filled, group, before, after, place, step, value, meanOf };
    const details = await insideGroup(looked, differentiable);
    contributions.push({ group, value, details: details.map((detail) => inWhole(detail, field?.places)) });
    before = after;
    reached += value;
  }
  return {
    method: 'ordered-replacement',
    place: wholePlace,
    step,
    startValue,
    contributions,
    forecast: reached,
    background,
  };
}

/** A detail with its place as a position in the whole window. */
function inWhole(detail: ContributionDetail, places: readonly number[] | undefined): ContributionDetail {
  if (detail.kind !== 'neighbour' || places === undefined) return detail;
  return { ...detail, place: places[detail.place] ?? detail.place };
}

const replaceable: ReadonlySet<GroupId> = new Set<GroupId>([
  'holidays',
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
  const knownAhead = window.knownAhead?.map((known) => aheadWithoutEffect(known, groups));
  if (!groups.has('past-days')) return { ...window, history, covariates, knownAhead };
  const horizon = filled.usualHorizon;
  return {
    ...window,
    history,
    covariates,
    knownAhead,
    sameTime: window.sameTime.map((column) => ({ ...column, values: horizon })),
  };
}

/** A covariate at nothing out of the ordinary, where its group is replaced; what is not known stays so. */
function withoutEffect(covariate: Covariate, groups: ReadonlySet<GroupId>): Covariate {
  const kind = covariateNames.find((name) => name === covariate.name);
  if (kind === undefined || !groups.has(covariateKinds[kind].group)) return covariate;
  return { ...covariate, values: covariate.values.map((value) => (Number.isNaN(value) ? NaN : 0)) };
}

/** The same of what is known ahead. */
function aheadWithoutEffect(known: KnownAhead, groups: ReadonlySet<GroupId>): KnownAhead {
  const kind = knownAheadNames.find((name) => name === known.name);
  if (kind === undefined || !groups.has(knownAheadKinds[kind].group)) return known;
  return { ...known, values: known.values.map((value) => (Number.isNaN(value) ? NaN : 0)) };
}
