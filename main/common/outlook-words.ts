import type { LoadOutlook } from './contract/messages/load-outlook.ts';
import { decimalsFor, formatNumber, formatPercent, formatRange, withUnit } from './format/numbers.ts';
import { formatTime } from './format/times.ts';
import type { Unit } from './metrics.ts';
import type { Wording } from './wording.ts';

/** Paths are about a hundred: less than half of one, or more than all but half of one, is not told apart. */
const told = 0.005;

/** A probability as whole percent; never a certainty. */
export function probabilityText(probability: number): string {
  if (probability < told) return `< ${formatPercent(0.01)}`;
  return probability > 1 - told ? `> ${formatPercent(0.99)}` : formatPercent(probability);
}

/** What an outlook says of one place, as names and values. */
export function outlookFacts(
  { peak, rating, members, overload }: LoadOutlook,
  unit: Unit,
  zone: string,
  wording: Wording,
): (readonly [name: string, value: string])[] {
  const decimals = decimalsFor(peak.upper - peak.lower, unit);
  const range = (from: number, to: number): string => `${formatTime(from, zone)}–${formatTime(to, zone)}`;
  const facts: (readonly [string, string])[] = [
    [
      wording.say('outlook.height'),
      wording.say('outlook.with-interval', {
        value: withUnit(formatNumber(peak.median, decimals), unit),
        range: formatRange(peak.lower, peak.upper, decimals),
      }),
    ],
    [
      wording.say('outlook.time'),
      wording.say('outlook.time-value', {
        range: range(peak.from, peak.to),
        share: formatPercent(peak.share),
      }),
    ],
    [wording.say('outlook.time-within'), range(peak.earliest, peak.latest)],
  ];
  if (members > 0)
    facts.push([wording.say('outlook.sum-of'), wording.say('outlook.members', { count: members })]);
  if (rating === null || overload === null)
    return [...facts, [wording.say('outlook.rating'), wording.say('outlook.no-rating')]];
  facts.push([wording.say('outlook.rating'), withUnit(formatNumber(rating, decimals), unit)]);
  facts.push([wording.say('outlook.over'), probabilityText(overload.probability)]);
  const { likeliest, begins } = overload;
  if (likeliest !== null)
    facts.push([
      wording.say('outlook.likeliest'),
      wording.say('outlook.time-value', {
        range: range(likeliest.from, likeliest.to),
        share: probabilityText(likeliest.probability),
      }),
    ]);
  if (begins !== null) {
    facts.push([
      wording.say('outlook.begins'),
      wording.say('outlook.with-interval', {
        value: formatTime(begins.median, zone),
        range: range(begins.early, begins.late),
      }),
    ]);
    facts.push([
      wording.say('outlook.hours-above'),
      wording.say('outlook.hours', { hours: formatNumber(overload.hoursAbove, 1) }),
    ]);
  }
  return facts;
}
