import type { Source } from '../../common/contract/messages/sources.ts';
import { formatNumber } from '../../common/format/numbers.ts';
import { formatDate, formatMoment } from '../../common/format/times.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportGround } from '../report-data.ts';
import { table } from './table.ts';

/** What the numbers were made from: every file with its hash, and what was found wrong in it. */
export function sourcesSection(data: ReportGround, wording: Wording): Markup {
  const { zone, language } = data.view;
  const title = markup`<h2>${wording.say('report.sources')}</h2>`;
  if (data.sources.length === 0)
    return markup`<section>${title}<p>${wording.say('report.sources-none')}</p></section>`;
  const range = ({ from, to }: Source): string =>
    from === null || to === null
      ? '–'
      : `${formatMoment(from, zone, language)} – ${formatMoment(to, zone, language)}`;
  const list = table<Source>(
    [
      {
        title: wording.say('report.file'),
        cell: (source) =>
          markup`${source.fileName}<span class="details hash">sha256 ${source.sha256}</span><span class="details">${range(source)}</span>`,
      },
      { title: wording.say('report.format'), cell: ({ format }) => wording.say(`format.${format}`) },
      {
        title: wording.say('report.rows-kept'),
        isNumber: true,
        cell: ({ rowsKept }) => formatNumber(rowsKept),
      },
      {
        title: wording.say('report.rows-refused'),
        isNumber: true,
        cell: ({ rowsRefused }) => formatNumber(rowsRefused),
      },
      { title: wording.say('report.licence'), cell: ({ licence }) => licence ?? '–' },
      {
        title: wording.say('report.imported'),
        cell: ({ importedAt, importedBy }) => `${formatDate(importedAt, zone)} ${importedBy}`,
      },
    ],
    data.sources,
  );
  return markup`<section>${title}${list}${noticeList(data, wording)}</section>`;
}

/** Notices with more than this many lines are counted, not listed. */
const mostNotices = 40;

function noticeList(data: ReportGround, wording: Wording): Markup | null {
  if (data.notices.length === 0) return null;
  const nameOf = new Map(data.sources.map(({ id, fileName }) => [id, fileName]));
  const listed = data.notices.slice(0, mostNotices).map(({ source, notice }) => {
    const place = [
      nameOf.get(source) ?? '',
      ...(notice.row === null ? [] : [wording.say('report.row', { row: notice.row })]),
      ...(notice.column === null ? [] : [wording.say('report.column', { column: notice.column })]),
    ].join(', ');
    return markup`<li><span class="severity">${wording.say(`severity.${notice.severity}`)}</span> ${wording.notice(notice)} <span class="remark">(${place})</span></li>`;
  });
  const left = data.notices.length - listed.length;
  const more = left > 0 ? markup`<li>${wording.say('report.notices-left', { count: left })}</li>` : null;
  return markup`<h3>${wording.say('report.notices')}</h3><ul class="notices">${listed}${more}</ul>`;
}
