import { knownAheadKinds, knownAheadNames } from '../../main/common/known-ahead.ts';
import { groupOrder, type GroupId, type TrainedModel } from '../model.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import type { KnownAhead } from '../series/known-ahead.ts';
import type { Window } from '../series/window.ts';
import { startOf } from './background.ts';
import type { Contribution, ContributionDetail, Explanation } from './explanation.ts';
import { insideGroup } from './inside/inside-group.ts';
import type { Differentiable } from './inside/integrated-gradients.ts';
import { receptiveField } from './receptive-field.ts';
import { repeatedLinks, sideBySide } from './side-by-side.ts';
import {
  groupOfCovariate,
  meanOthers,
  othersOf,
  usualOthers,
  type Others,
  type Situation,
} from './situation.ts';

/** What a model says of itself to be explained faster and more closely. */
export interface ExplainedModel {
  /** It looks at places up to so many links away, at no others; left out, all are looked at. */
  readonly linksAway?: number;
  /** Left out by models without a derivative. */
  readonly differentiable?: Differentiable;
}

/** Fewer real situations than this say less than what is usual. */
const leastSituations = 5;

/**
 * Explains any model: starting with all inputs as they are in situations like the present one, the groups get their real values one after
 * the other in the declared order, and each is credited with the change of the mean forecast over the situations. Those are real ones,
 * each with inputs that belong together; with fewer than `leastSituations`, all inputs at their usual. One run of the
 * model for each group, and one more; then which neighbours, readings and days inside a group. What does not change
 * with time, the links and the attributes of places, is the same in all of them and credited with nothing.
 * @throws MetropoleError `forecast-no-data` where the place has no forecast.
 */
export async function explainByReplacement(
  model: TrainedModel,
  whole: Window,
  wholePlace: number,
  step: number,
  { linksAway, differentiable }: ExplainedModel = {},
  situations?: readonly Situation[],
): Promise<Explanation> {
  const field = linksAway === undefined ? undefined : receptiveField(whole, wholePlace, linksAway);
  const window = field?.window ?? whole;
  const place = field === undefined ? wholePlace : 0;
  const filled = fillWindow(window, model.usual, model.places);
  const { startValue, background } = startOf(model.usual, filled, place, step);
  const positions = field?.places ?? whole.places.map((_, index) => index);
  const isUsed = situations !== undefined && situations.length >= leastSituations;
  const others = isUsed
    ? situations.map((situation) => othersOf(filled, situation, positions))
    : [usualOthers(filled)];
  const links = repeatedLinks(window.links, others.length);
  const meansOf = async (asked: readonly Window[]): Promise<number[]> => {
    const joined = asked.length === 1 ? (asked[0] ?? window) : sideBySide(asked, links);
    const places = Uint32Array.from(asked, (_, index) => index * window.places.length + place);
    const { mean, horizonSteps } = await model.predict(joined, { places });
    return asked.map((_, row) => mean[row * horizonSteps + step] ?? NaN);
  };
  const asUsual = new Set(
    groupOrder.filter((group) => replaceable.has(group) && model.declaration.groups.includes(group)),
  );
  const middle = meanOthers(others);
  let before = others.map((one) => withOthers(filled, place, asUsual, one));
  let middleBefore = withOthers(filled, place, asUsual, middle);
  const means = await meansOf(before);
  let reached = meanOf(means);
  const offset = reached - startValue;
  const contributions: Contribution[] = [
    { group: 'calendar', value: offset, details: [{ kind: 'model-offset', value: offset }] },
  ];
  for (const group of [...asUsual]) {
    asUsual.delete(group);
    const after =
      asUsual.size === 0 ? [window] : others.map((one) => withOthers(filled, place, asUsual, one));
    const middleAfter = withOthers(filled, place, asUsual, middle);
    const value = meanOf(await meansOf(after)) - reached;
    const looked = {
      ...{ filled, group, place, step, value },
      ...{ before: middleBefore, after: middleAfter, ways: { before, after, links } },
      meanOf: async (asked: Window) => meanOf(await meansOf([asked])),
    };
    const details = await insideGroup(looked, differentiable);
    contributions.push({ group, value, details: details.map((detail) => inWhole(detail, field?.places)) });
    before = after;
    middleBefore = middleAfter;
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
    ...(situations === undefined
      ? {}
      : {
          compared: { situations: situations.length, standardError: errorByDay(others, means), isUsed },
        }),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard error of a mean over situations, of which those of one day count as one; NaN for a single day. */
function errorByDay(others: readonly Others[], means: readonly number[]): number {
  const days = new Map<number, number[]>();
  others.forEach(({ day }, index) => {
    days.set(day, [...(days.get(day) ?? []), means[index] ?? NaN]);
  });
  const byDay = [...days.values()].map(meanOf);
  const middle = meanOf(byDay);
  const square = byDay.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return byDay.length < 2 ? NaN : Math.sqrt(square / (byDay.length - 1) / byDay.length);
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

/** The window in which these groups of one place are as they are otherwise. With none of them it is the window itself. */
function withOthers(
  filled: FilledWindow,
  place: number,
  groups: ReadonlySet<GroupId>,
  others: Others,
): Window {
  const { window } = filled;
  if (groups.size === 0) return window;
  const history = window.history.slice();
  const steps = window.historySteps;
  for (let other = 0; other < window.places.length; other++) {
    if (groups.has(other === place ? 'own-last-hour' : 'neighbours')) {
      history.set(others.history.subarray(other * steps, (other + 1) * steps), other * steps);
    }
  }
  const covariates = window.covariates.map((covariate) => {
    const group = groupOfCovariate(covariate);
    if (group === undefined || !groups.has(group)) return covariate;
    return { ...covariate, values: others.covariate(covariate) };
  });
  const knownAhead = window.knownAhead?.map((known) => aheadWithoutEffect(known, groups));
  const sameTime = groups.has('past-days') ? others.sameTime : window.sameTime;
  return { ...window, history, covariates, knownAhead, sameTime };
}

/** What is known ahead at nothing out of the ordinary, where its group is replaced; what is not known stays so. */
function aheadWithoutEffect(known: KnownAhead, groups: ReadonlySet<GroupId>): KnownAhead {
  const kind = knownAheadNames.find((name) => name === known.name);
  if (kind === undefined || !groups.has(knownAheadKinds[kind].group)) return known;
  return { ...known, values: known.values.map((value) => (Number.isNaN(value) ? NaN : 0)) };
}
