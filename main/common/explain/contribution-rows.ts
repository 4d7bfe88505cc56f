import type { ContributionPart, Explanation } from '../contract/messages/drilldown.ts';
import { formatNumber, formatSigned, roundTo } from '../format/numbers.ts';
import { roundToSum } from '../format/rounding.ts';
import type { Wording } from '../wording.ts';

/** One line of an explanation as displayed. A bar runs from `from` to `to`, in the unit of the forecast. */
export interface ContributionRow {
  /** The group of a part; `start-usual` or `start-mean`, by what it starts from; `end`. */
  readonly id: string;
  readonly kind: 'start' | 'part' | 'end';
  readonly label: string;
  /** Rounded as displayed: the start and all parts add up to the end. */
  readonly value: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What inside the part pushes most, in words, strongest first; they need not add up to it. */
  readonly details: readonly string[];
}

/** Most lines below one part. */
const mostDetails = 3;

/**
 * The lines of an explanation from the start value to the displayed one. Parts are rounded by largest remainder, so
 * that what is read adds up; the bars use the unrounded values.
 *
 * @param decimals of the displayed value
 * @param placeName what a neighbour is called
 */
export function contributionRows(
  explanation: Explanation,
  decimals: number,
  wording: Wording,
  placeName: (place: number) => string,
): ContributionRow[] {
  const { contributions } = explanation;
  const start = roundTo(explanation.start, decimals);
  const end = roundTo(explanation.shown, decimals);
  const values = roundToSum(
    contributions.map(({ value }) => value),
    roundTo(end - start, decimals),
    decimals,
  );
  let level = explanation.start;
  const parts = contributions.map((contribution, index): ContributionRow => {
    const from = level;
    level += contribution.value;
    const value = values[index] ?? 0;
    return {
      id: contribution.group,
      kind: 'part',
      label: wording.say(`group.${contribution.group}`),
      value,
      text: formatSigned(value, decimals),
      from,
      to: level,
      details: [
        ...(contribution.group === 'calendar' ? comparedDetails(explanation, decimals, wording) : []),
        ...(contribution.group === 'neighbours' ? silentDetails(explanation, wording) : []),
        ...detailsOf(contribution.parts, decimals, wording, placeName),
      ],
    };
  });
  return [
    {
      id: `start-${explanation.startKind}`,
      kind: 'start',
      label: wording.say(`explanation.start-${explanation.startKind}`),
      value: start,
      text: formatNumber(start, decimals),
      from: 0,
      to: explanation.start,
      details: startDetails(explanation, decimals, wording),
    },
    ...parts,
    {
      id: 'end',
      kind: 'end',
      label: wording.say('explanation.end'),
      value: end,
      text: formatNumber(end, decimals),
      from: 0,
      to: explanation.shown,
      details: [],
    },
  ];
}

/** Fewer past situations than this are a rough start. */
const situationsNeeded = 20;

/** What the start is the mean of, and within how much it is known. */
function startDetails({ startCount, startError }: Explanation, decimals: number, wording: Wording): string[] {
  if (startCount === 0) return [];
  const count = startCount;
  const mean =
    startError === null
      ? wording.say('explanation.start-count', { count })
      : wording.say('explanation.start-count-within', { count, within: withinText(startError, decimals) });
  return startCount < situationsNeeded
    ? [mean, wording.say('explanation.start-few', { needed: situationsNeeded })]
    : [mean];
}

/** Which real situations the inputs are compared with, on the row that takes the model from the usual to its mean over them. */
function comparedDetails({ compared }: Explanation, decimals: number, wording: Wording): string[] {
  if (compared === null) return [];
  const { count, error, isUsed } = compared;
  if (!isUsed) return [wording.say('explanation.compared-usual', { count })];
  const against =
    error === null
      ? wording.say('explanation.compared', { count })
      : wording.say('explanation.compared-within', { count, within: withinText(error, decimals) });
  return count < situationsNeeded
    ? [against, wording.say('explanation.compared-few', { needed: situationsNeeded })]
    : [against];
}

/** That neighbours were silent, on the row that says what they add. */
function silentDetails({ neighbours }: Explanation, wording: Wording): string[] {
  if (neighbours === null || neighbours.silent === 0) return [];
  return [wording.say('explanation.neighbours-silent', neighbours)];
}

/** Half the width of a 95 % interval; never rounded away. */
function withinText(standardError: number, decimals: number): string {
  const within = 1.96 * standardError;
  return formatNumber(within, within < 10 ** -decimals ? decimals + 1 : decimals);
}

type Parts = Explanation['contributions'][number]['parts'];

function detailsOf(
  parts: Parts,
  decimals: number,
  wording: Wording,
  placeName: (place: number) => string,
): string[] {
  const isTold = ({ minutesAgo, place, daysAgo }: ContributionPart): boolean =>
    minutesAgo !== null || place !== null || daysAgo !== null;
  return parts
    .filter(({ value }) => roundTo(value, decimals) !== 0)
    .sort(
      (first, second) =>
        Number(isTold(second)) - Number(isTold(first)) || Math.abs(second.value) - Math.abs(first.value),
    )
    .filter((part, index) => index < mostDetails || !isTold(part))
    .map((part) => partText(part, formatSigned(part.value, decimals), wording, placeName));
}

function partText(
  { minutesAgo, place, daysAgo }: ContributionPart,
  amount: string,
  wording: Wording,
  placeName: (place: number) => string,
): string {
  if (place !== null) {
    const name = placeName(place);
    return minutesAgo === null
      ? wording.say('explanation.part-place', { place: name, amount })
      : wording.say('explanation.part-place-lag', { place: name, minutes: minutesAgo, amount });
  }
  if (daysAgo !== null) return wording.say('explanation.part-day', { days: daysAgo, amount });
  if (minutesAgo === 0) return wording.say('explanation.part-latest', { amount });
  if (minutesAgo !== null) return wording.say('explanation.part-lag', { minutes: minutesAgo, amount });
  return wording.say('explanation.part-rest', { amount });
}

/** The ends of the scale on which all bars of an explanation fit, 0 included. */
export function barScale(rows: readonly ContributionRow[]): { readonly from: number; readonly to: number } {
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  return { from: Math.min(0, ...ends), to: Math.max(0, ...ends) };
}
