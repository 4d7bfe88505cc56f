import { formatNumber, roundTo, withUnit } from '../format/numbers.ts';
import type { Unit } from '../metrics.ts';
import type { Wording } from '../wording.ts';
import type { ContributionRow } from './contribution-rows.ts';

/** How many parts the sentence names. */
const mostNamed = 2;
/** Parts that push up and down almost cancel where each side is so many times what is left. */
const cancelling = 3;

/**
 * The explanation in one or two sentences, from the same rounded rows as the list: how far from where it starts, and
 * which parts are associated with that; that it cannot be told from what is usual where that lies inside its interval, and that parts
 * almost cancel where they do. Says nothing about causes.
 *
 * @param interval of the forecast, in the unit of the rows
 */
export function explanationWords(
  rows: readonly ContributionRow[],
  unit: Unit,
  decimals: number,
  wording: Wording,
  interval: { readonly lower: number | null; readonly upper: number | null } = { lower: null, upper: null },
): string {
  const start = rows.find(({ kind }) => kind === 'start');
  const end = rows.find(({ kind }) => kind === 'end');
  if (start === undefined || end === undefined) return '';
  const difference = roundTo(end.value - start.value, decimals);
  const cancels = cancelText(rows, difference, decimals, unit, wording);
  const joined = (...sentences: readonly string[]): string =>
    sentences.filter((sentence) => sentence !== '').join(wording.say('explanation.between'));
  const isUsual = start.id === 'start-usual';
  const from = isUsual ? 'usual' : 'mean';
  if (difference === 0) return joined(wording.say('explanation.as-start', { from }), cancels);
  const amount = withUnit(formatNumber(Math.abs(difference), decimals), unit);
  const direction = difference < 0 ? 'lower' : 'higher';
  const first = wording.say(`explanation.${direction}`, { amount, from });
  const { lower, upper } = interval;
  // As read: both ends rounded as the start is, so that no departure is told that the interval does not bear.
  const isInside =
    isUsual &&
    lower !== null &&
    upper !== null &&
    start.value >= roundTo(lower, decimals) &&
    start.value <= roundTo(upper, decimals);
  const inside = isInside ? wording.say('explanation.usual-inside') : '';
  const named = rows
    .filter(({ kind, value }) => kind === 'part' && value !== 0 && Math.sign(value) === Math.sign(difference))
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, mostNamed)
    .map(({ label, text }) => wording.say('explanation.named', { label, amount: text }));
  const list = new Intl.ListFormat(wording.language, { type: 'conjunction' }).format(named);
  const parts = named.length === 0 ? '' : wording.say('explanation.associated', { list });
  return joined(first, inside, parts, cancels);
}

/** That parts push up and down and almost cancel; empty where they do not. */
function cancelText(
  rows: readonly ContributionRow[],
  difference: number,
  decimals: number,
  unit: Unit,
  wording: Wording,
): string {
  const parts = rows.filter(({ kind }) => kind === 'part').map(({ value }) => value);
  const up = parts.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const down = parts.reduce((sum, value) => sum - Math.min(value, 0), 0);
  const least = Math.max(Math.abs(difference), 10 ** -decimals);
  if (Math.min(up, down) < cancelling * least) return '';
  const text = (value: number): string => withUnit(formatNumber(value, decimals), unit);
  return wording.say('explanation.cancel', { up: text(up), down: text(down) });
}
