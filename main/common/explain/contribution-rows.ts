import type { Explanation } from '../contract/messages/drilldown.ts';
import { formatNumber, formatSigned, roundTo } from '../format/numbers.ts';
import { roundToSum } from '../format/rounding.ts';
import type { Wording } from '../wording.ts';

/** One line of an explanation as displayed. A bar runs from `from` to `to`, in the unit of the forecast. */
export interface ContributionRow {
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
      details: detailsOf(contribution.parts, decimals, wording, placeName),
    };
  });
  return [
    {
      id: 'start',
      kind: 'start',
      label: wording.say(`explanation.start-${explanation.startKind}`),
      value: start,
      text: formatNumber(start, decimals),
      from: 0,
      to: explanation.start,
      details:
        explanation.startCount > 0
          ? [wording.say('explanation.start-count', { count: explanation.startCount })]
          : [],
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

type Parts = Explanation['contributions'][number]['parts'];

function detailsOf(
  parts: Parts,
  decimals: number,
  wording: Wording,
  placeName: (place: number) => string,
): string[] {
  return parts
    .filter(({ value }) => roundTo(value, decimals) !== 0)
    .sort((first, second) => Math.abs(second.value) - Math.abs(first.value))
    .slice(0, mostDetails)
    .flatMap(({ minutesAgo, place, value }) => {
      const amount = formatSigned(value, decimals);
      if (place !== null) return [wording.say('explanation.part-place', { place: placeName(place), amount })];
      if (minutesAgo === 0) return [wording.say('explanation.part-latest', { amount })];
      if (minutesAgo !== null) return [wording.say('explanation.part-lag', { minutes: minutesAgo, amount })];
      return [];
    });
}

/** The ends of the scale on which all bars of an explanation fit, 0 included. */
export function barScale(rows: readonly ContributionRow[]): { readonly from: number; readonly to: number } {
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  return { from: Math.min(0, ...ends), to: Math.max(0, ...ends) };
}
