import type { LoadOutlook } from './contract/messages/load-outlook.ts';
import {
  decimalsFor,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  roundTo,
  withUnit,
} from './format/numbers.ts';
import { formatDate, formatTime } from './format/times.ts';
import type { Unit } from './metrics.ts';
import type { Wording } from './wording.ts';

/** Paths are about a hundred: less than half of one, or more than all but half of one, is not told apart. */
const told = 0.005;

/** A probability as whole percent; never a certainty. */
export function probabilityText(probability: number): string {
  if (probability < told) return `< ${formatPercent(0.01)}`;
  return probability > 1 - told ? `> ${formatPercent(0.99)}` : formatPercent(probability);
}

/** What can be said of one place, in the order in which it is. */
const outlookParts = [
  'height',
  'time',
  'time-within',
  'warmer',
  'hottest',
  'coldest',
  'shifted',
  'sum-of',
  'rating',
  'over',
  'likeliest',
  'begins',
  'hours-to',
  'hours-above',
  'next-day',
] as const;
type OutlookPart = (typeof outlookParts)[number];

/** What an outlook says of one place, as names and values. @param asOf what it is seen from, epoch milliseconds */
export function outlookFacts(
  outlook: LoadOutlook,
  unit: Unit,
  { zone, asOf }: { readonly zone: string; readonly asOf: number },
  wording: Wording,
): (readonly [name: string, value: string])[] {
  const texts = outlookTexts(outlook, unit, { zone, asOf }, wording);
  return outlookParts.flatMap((part) => {
    const text = texts[part];
    return text === undefined ? [] : [[partName(part, outlook, zone, wording), text] as const];
  });
}

/** `18:00–20:10`. */
function timeRange(from: number, to: number, zone: string): string {
  return `${formatTime(from, zone)}–${formatTime(to, zone)}`;
}

/** What a part is called; a day whose weather it is has its date in it, and load that is shifted from when to when. */
function partName(
  part: OutlookPart,
  { weather, shifted }: LoadOutlook,
  zone: string,
  wording: Wording,
): string {
  if (part === 'shifted' && shifted !== null)
    return wording.say('outlook.shifted', {
      share: formatPercent(shifted.share),
      range: timeRange(shifted.from, shifted.to, zone),
      into: timeRange(shifted.intoFrom, shifted.intoTo, zone),
    });
  const day = weather.find(({ scenario }) => scenario === part)?.day ?? null;
  return wording.say(`outlook.${part}`, day === null ? {} : { day: formatDate(day, 'UTC') });
}

/** The same by part; what cannot be said is left out. */
export function outlookTexts(
  { peak, rating, members, overload, weather, shifted, nextDay }: LoadOutlook,
  unit: Unit,
  { zone, asOf }: { readonly zone: string; readonly asOf: number },
  wording: Wording,
): Readonly<Partial<Record<OutlookPart, string>>> {
  const decimals = decimalsFor(peak.upper - peak.lower, unit);
  const range = (from: number, to: number): string => timeRange(from, to, zone);
  const withInterval = (value: string, interval: string): string =>
    wording.say('outlook.with-interval', { value, range: interval });
  const withShare = (interval: string, share: string): string =>
    wording.say('outlook.time-value', { range: interval, share });
  const ofPeak = {
    height: withInterval(
      withUnit(formatNumber(peak.median, decimals), unit),
      formatRange(peak.lower, peak.upper, decimals),
    ),
    time: withShare(range(peak.from, peak.to), formatPercent(peak.share)),
    'time-within': range(peak.earliest, peak.latest),
    ...(members > 0 ? { 'sum-of': wording.say('outlook.members', { count: members }) } : {}),
  };
  const otherPeak = (other: { readonly median: number; readonly lower: number; readonly upper: number }) => ({
    height: withInterval(
      withUnit(formatNumber(other.median, decimals), unit),
      formatRange(other.lower, other.upper, decimals),
    ),
    change: formatSigned(roundTo(other.median, decimals) - roundTo(peak.median, decimals), decimals),
  });
  const inOtherWeather = Object.fromEntries(
    weather.map((one) => [
      one.scenario,
      wording.say(one.isBeyond ? 'outlook.weather-beyond' : 'outlook.weather', otherPeak(one)),
    ]),
  );
  const withShift: Partial<Record<OutlookPart, string>> =
    shifted === null
      ? {}
      : {
          shifted: wording.say(shifted.overload === null ? 'outlook.shifted-value' : 'outlook.shifted-risk', {
            ...otherPeak(shifted),
            time: range(shifted.peakFrom, shifted.peakTo),
            risk: shifted.overload === null ? '' : probabilityText(shifted.overload),
          }),
        };
  const dayAfter: Partial<Record<OutlookPart, string>> =
    nextDay === null
      ? {}
      : {
          'next-day': wording.say(
            nextDay.overload === null ? 'outlook.next-day-value' : 'outlook.next-day-risk',
            {
              height: otherPeak(nextDay).height,
              time: range(nextDay.from, nextDay.to),
              risk: nextDay.overload === null ? '' : probabilityText(nextDay.overload),
            },
          ),
        };
  const ofAll = { ...ofPeak, ...inOtherWeather, ...withShift, ...dayAfter };
  if (rating === null || overload === null) return { ...ofAll, rating: wording.say('outlook.no-rating') };
  const { likeliest, begins, probability, hoursAbove } = overload;
  const hoursTo = (at: number): number => Math.max(0, at - asOf) / 3_600_000;
  return {
    ...ofAll,
    rating: withUnit(formatNumber(rating, decimals), unit),
    over: probabilityText(probability),
    ...(likeliest === null
      ? {}
      : {
          likeliest: withShare(range(likeliest.from, likeliest.to), probabilityText(likeliest.probability)),
        }),
    ...(begins === null
      ? {}
      : {
          begins: withInterval(formatTime(begins.median, zone), range(begins.early, begins.late)),
          'hours-to': withInterval(
            wording.say('outlook.hours', { hours: formatNumber(hoursTo(begins.median), 1) }),
            formatRange(hoursTo(begins.early), hoursTo(begins.late), 1),
          ),
          'hours-above': wording.say('outlook.hours', { hours: formatNumber(hoursAbove, 1) }),
        }),
  };
}
