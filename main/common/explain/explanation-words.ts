import { formatNumber, roundTo, withUnit } from '../format/numbers.ts';
import type { Unit } from '../metrics.ts';
import type { Wording } from '../wording.ts';
import type { ContributionRow } from './contribution-rows.ts';

/** How many parts the sentence names. */
const mostNamed = 2;

/**
 * The explanation in one or two sentences, from the same rounded rows as the list: how far from where it starts, and
 * which parts are associated with that. Says nothing about causes.
 */
export function explanationWords(
  rows: readonly ContributionRow[],
  unit: Unit,
  decimals: number,
  wording: Wording,
): string {
  const start = rows.find(({ kind }) => kind === 'start');
  const end = rows.find(({ kind }) => kind === 'end');
  if (start === undefined || end === undefined) return '';
  const difference = roundTo(end.value - start.value, decimals);
  if (difference === 0) return wording.say('explanation.as-usual');
  const amount = withUnit(formatNumber(Math.abs(difference), decimals), unit);
  const direction = difference < 0 ? 'lower' : 'higher';
  const first = wording.say(`explanation.${direction}`, { amount });
  const named = rows
    .filter(({ kind, value }) => kind === 'part' && value !== 0 && Math.sign(value) === Math.sign(difference))
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, mostNamed)
    .map(({ label, text }) => wording.say('explanation.named', { label, amount: text }));
  if (named.length === 0) return first;
  const list = new Intl.ListFormat(wording.language, { type: 'conjunction' }).format(named);
  return `${first}${wording.say('explanation.between')}${wording.say('explanation.associated', { list })}`;
}
