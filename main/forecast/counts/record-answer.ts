import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { Fit } from './expected-incidents.ts';
import { TrackSums } from './track-sums.ts';

type Answer = ResponseOf<EngineMessages, 'safety.cell'>['record'];
type Table = ResponseOf<EngineMessages, 'safety.record'>['record'];

/**
 * The track record that says how sure a number is: of the whole city, of the part of the day that is shown, and of the cell's district.
 * Small counts are hidden, and with them what they could be worked out from.
 *
 * @param categories positions in the counts
 * @param cell its row
 * @returns null where nothing was judged yet
 */
export function recordAnswer(fit: Fit, categories: readonly number[], period: number, cell: number): Answer {
  const { track } = fit.record;
  if (track === null) return null;
  const sums = new TrackSums(fit, track);
  const { names, ofCell, allAreas, allParts, byPart, byArea } = sums;
  const part = period % allParts.length;
  const area = ofCell[cell] ?? 0;
  return {
    ...sums.span,
    days: sums.days,
    rows: categories.flatMap((at) => {
      const category = fit.counts.categories[at] ?? '';
      const told = (
        incidents: number | null | undefined,
        areas: readonly number[],
        parts: readonly number[],
      ) => sums.figures(at, { areas, parts }, incidents ?? null);
      const city = { category, scope: 'city' as const, ...told(byPart?.at(-1)?.[at], allAreas, allParts) };
      const shift = { category, scope: 'shift' as const, ...told(byPart?.[part]?.[at], allAreas, [part]) };
      const district = {
        category,
        scope: 'district' as const,
        ...told(byArea?.[area]?.[at], [area], allParts),
      };
      return [
        city,
        ...(allParts.length === 1 ? [] : [shift]),
        ...(names[area] === '' || names.length < 2 ? [] : [district]),
      ];
    }),
  };
}

/** The same of the whole city and of every district, each by day and by part of the day. */
export function recordTable(fit: Fit, categories: readonly number[]): Table {
  const { track } = fit.record;
  if (track === null) return null;
  const sums = new TrackSums(fit, track);
  const { names, allAreas, allParts, byArea, byPart } = sums;
  const hasAreas = names.length > 1;
  return {
    ...sums.span,
    days: sums.days,
    rows: categories.flatMap((at) => {
      const category = fit.counts.categories[at] ?? '';
      const inside = sums.inside(at);
      const rowsOf = (area: number | null) => {
        const areas = area === null ? allAreas : [area];
        const about = { category, district: area === null ? null : (names[area] ?? '') };
        const ofDay = area === null ? byPart?.at(-1)?.[at] : byArea?.[area]?.[at];
        const ofParts = allParts.map((part) => ({
          ...{ ...about, fromHour: part * fit.clock.hours },
          ...sums.figures(
            at,
            { areas, parts: [part] },
            (area === null ? byPart?.[part]?.[at] : inside[area]?.[part]) ?? null,
          ),
        }));
        const day = {
          ...about,
          fromHour: null,
          ...sums.figures(at, { areas, parts: allParts }, ofDay ?? null),
        };
        return allParts.length > 1 ? [day, ...ofParts] : [day];
      };
      return [...rowsOf(null), ...(hasAreas ? allAreas.flatMap(rowsOf) : [])];
    }),
  };
}
