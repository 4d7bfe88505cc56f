import type { ActionRecord, LeftOut, Outcome } from './contract/messages/actions.ts';
import { decimalsFor, formatNumber, formatSigned, roundTo, withUnit } from './format/numbers.ts';
import type { Unit } from './metrics.ts';
import type { Wording } from './wording.ts';

/** What was done, since when, and until when where that is known. @param time an instant as it is to be read */
export function actionText(
  { kind, from, until }: Pick<ActionRecord, 'kind' | 'from' | 'until'>,
  now: number,
  time: (at: number) => string,
  wording: Wording,
): string {
  const words = { kind: wording.say(`actions.kind.${kind}`), from: time(from) };
  if (until === null) return wording.say('actions.since', words);
  const key = until > now ? 'actions.since-until' : 'actions.was';
  return wording.say(key, { ...words, until: time(until) });
}

/** What logged actions leave out of a track record; null where they leave out nothing. */
export function leftOutText({ actions, forecasts }: LeftOut, wording: Wording): string | null {
  return actions === 0 ? null : wording.say('actions.left-out', { actions, forecasts });
}

/** What happened while an action lasted beside the forecast before it, or why there is nothing to say. Values are in `unit`. */
export function outcomeText(outcome: Outcome, unit: Unit, wording: Wording): string {
  if (outcome.kind === 'none') return wording.say(`actions.unhelped.${outcome.why}`);
  const { difference, lower, upper } = outcome;
  const decimals = decimalsFor(upper - lower, unit);
  const interval = { lower: formatSigned(lower, decimals), upper: formatSigned(upper, decimals) };
  if (roundTo(difference, decimals) === 0) return wording.say('actions.helped-as', interval);
  const size = withUnit(formatNumber(Math.abs(difference), decimals), unit);
  const side = difference > 0 ? 'above' : 'below';
  return wording.say('actions.helped', { ...interval, size, side });
}
