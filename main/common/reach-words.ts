import type { Reach, ReachedPlace } from './contract/messages/reach.ts';
import { formatSigned, withUnit } from './format/numbers.ts';
import { convert, displayUnit, type UnitSystem } from './metrics.ts';
import type { Wording } from './wording.ts';

/** Every value in the unit that the workspace shows. */
export function reachIn(reach: Reach, system: UnitSystem): Reach {
  const to = displayUnit(reach.unit, system);
  const converted = (one: ReachedPlace): ReachedPlace => ({
    ...one,
    value: convert(one.value, reach.unit, to),
  });
  return { ...reach, unit: to, pushing: reach.pushing.map(converted), moved: reach.moved.map(converted) };
}

/** Of a push: the places that push, or those that are pushed. */
export type ReachKind = 'pushing' | 'moved';

/** By how much and when, as "−3.1 km/h · 10 min before". */
export function reachLabel(
  { value, minutes }: Pick<ReachedPlace, 'value' | 'minutes'>,
  kind: ReachKind,
  { unit }: Pick<Reach, 'unit'>,
  wording: Wording,
): string {
  return [
    withUnit(formatSigned(value, 1), unit),
    ...(minutes === null ? [] : [wording.say(`drilldown.reach-when-${kind}`, { minutes })]),
  ].join(' · ');
}

/** The same and which way, as "−3.1 km/h · 10 min before · downstream". */
export function reachText(place: ReachedPlace, kind: ReachKind, reach: Reach, wording: Wording): string {
  const { way } = place;
  return [
    reachLabel(place, kind, reach, wording),
    ...(way === null ? [] : [wording.say(`drilldown.reach-${way}`)]),
  ].join(' · ');
}

/** Why there is nothing to tell; null where there is. */
export function noReachText(reach: Reach, wording: Wording): string | null {
  if (!reach.isLinked) return wording.say('drilldown.reach-no-links');
  if (reach.asOf === null) return wording.say('drilldown.reach-no-forecast');
  return reach.pushing.length + reach.moved.length === 0 ? wording.say('drilldown.reach-none') : null;
}
