import type { LoadOutlook } from '../../common/contract/messages/load-outlook.ts';
import { formatNumber } from '../../common/format/numbers.ts';
import { formatMoment } from '../../common/format/times.ts';
import { outlookTexts } from '../../common/outlook-words.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';
import { table } from './table.ts';

/** More than this many places are read on a screen, not in a report. */
const mostPlaces = 20;

/** When and how high loads peak, the places likeliest above their rating first; nothing in a report on anything else. */
export function peaksSection(
  { outlook, view }: ReportData,
  wording: Wording,
  placeName: (place: number) => string,
): Markup | null {
  if (outlook === null) return null;
  const title = markup`<h2>${wording.say('report.peaks')}</h2>`;
  const { asOf, unit, places, intervals, stepSeconds } = outlook;
  if (asOf === null || unit === null || places.length === 0)
    return markup`<section>${title}<p>${wording.say('report.peaks-none')}</p></section>`;
  const { zone } = view;
  const listed = [...places].sort((one, other) => likelihood(other) - likelihood(one)).slice(0, mostPlaces);
  const rows = listed.map((place) => ({
    name: placeName(place.place),
    texts: outlookTexts(place, unit, { zone, asOf }, wording),
  }));
  const parts = [
    'height',
    'time',
    'rating',
    'over',
    'likeliest',
    'hours-to',
    'hours-above',
    'next-day',
  ] as const;
  const list = table<(typeof rows)[number]>(
    [
      { title: wording.say('report.place'), cell: ({ name }) => name },
      ...parts.map((part) => ({
        title: wording.say(`outlook.${part}`),
        isNumber: true,
        cell: ({ texts }: (typeof rows)[number]) => texts[part] ?? '–',
      })),
    ],
    rows,
  );
  const hours = formatNumber(Math.min(24, ((intervals.rows / places.length) * stepSeconds) / 3600), 0);
  const about = wording.say('report.peaks-about', {
    hours,
    time: formatMoment(asOf, zone, wording.language),
  });
  const left = places.length - listed.length;
  const remark =
    left > 0 ? markup`<p class="remark">${wording.say('report.peaks-left', { count: left })}</p>` : null;
  return markup`<section class="peaks">${title}<p>${about}</p>${list}${remark}</section>`;
}

/** Those without a rating come last. */
function likelihood({ overload }: LoadOutlook): number {
  return overload?.probability ?? -1;
}
