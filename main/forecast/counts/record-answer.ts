import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { masked, withMargins } from '../../../models/safety/responsible/masking.ts';
import { areasOf } from './areas.ts';
import type { Fit } from './expected-incidents.ts';
import { leastShown } from './least-shown.ts';

type Answer = ResponseOf<EngineMessages, 'safety.cell'>['record'];
type Row = NonNullable<Answer>['rows'][number];

/**
 * The track record that says how sure a number is: of the whole city, of the part of the day that is shown, and of the cell's district.
 * Small counts are hidden, and with them what they could be worked out from.
 *
 * @param categories positions in the counts
 * @param cell its row
 * @returns null where nothing was judged yet
 */
export function recordAnswer(
  { record: { track }, counts, districts, clock }: Fit,
  categories: readonly number[],
  period: number,
  cell: number,
): Answer {
  if (track === null) return null;
  const { names, ofCell, count } = areasOf(districts);
  const parts = counts.periodsPerDay;
  const days = track.to - track.from;
  const at = (category: number, area: number, part: number): number =>
    (category * count + area) * parts + part;
  const allParts = Array.from({ length: parts }, (_, part) => part);
  const allAreas = names.map((_, area) => area);
  const sumOf = (
    values: ArrayLike<number>,
    category: number,
    areas: readonly number[],
    ofDay: readonly number[],
  ): number =>
    areas
      .flatMap((area) => ofDay.map((part) => values[at(category, area, part)] ?? 0))
      .reduce((sum, value) => sum + value, 0);
  const everyCategory = counts.categories.map((_, category) => category);
  const seenBy = (
    rows: readonly { readonly areas: readonly number[]; readonly parts: readonly number[] }[],
  ) =>
    masked(
      withMargins(
        rows.map((row) =>
          everyCategory.map((category) => sumOf(track.record.seen, category, row.areas, row.parts)),
        ),
      ),
      leastShown,
    );
  const byPart = seenBy(allParts.map((part) => ({ areas: allAreas, parts: [part] })));
  const byArea = seenBy(allAreas.map((area) => ({ areas: [area], parts: allParts })));
  const row = (
    category: number,
    of: Pick<Row, 'scope'> & { readonly areas: readonly number[]; readonly parts: readonly number[] },
    incidents: number | null | undefined,
  ): Row => {
    const cells = ofCell.reduce((sum, area) => sum + Number(of.areas.includes(area)), 0);
    const size = cells * days * of.parts.length;
    const mean = (values: ArrayLike<number>): number | null =>
      typeof incidents === 'number' ? sumOf(values, category, of.areas, of.parts) / size : null;
    return {
      ...{ category: counts.categories[category] ?? '', scope: of.scope, incidents: incidents ?? null },
      expected: sumOf(track.record.expected, category, of.areas, of.parts),
      ...{ logScore: mean(track.record.loss), meanLogScore: mean(track.record.meanLoss) },
    };
  };
  const part = period % parts;
  const area = ofCell[cell] ?? 0;
  return {
    from: clock.startOf(track.from * parts),
    to: clock.startOf(track.to * parts),
    days,
    rows: categories.flatMap((category) => [
      row(category, { scope: 'city', areas: allAreas, parts: allParts }, byPart?.at(-1)?.[category]),
      ...(parts === 1
        ? []
        : [row(category, { scope: 'shift', areas: allAreas, parts: [part] }, byPart?.[part]?.[category])]),
      ...(names[area] === '' || names.length < 2
        ? []
        : [row(category, { scope: 'district', areas: [area], parts: allParts }, byArea?.[area]?.[category])]),
    ]),
  };
}
