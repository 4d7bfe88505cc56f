import { formatNumber } from '../common/format/numbers.ts';
import { formatMoment, formatZone } from '../common/format/times.ts';
import type { Wording } from '../common/wording.ts';
import { markup, type Markup } from './markup.ts';
import type { IncidentsReportData } from './report-data.ts';
import { incidentsFooterText } from './report-footer.ts';
import { reportPage, type ReportOptions } from './report-page.ts';
import { incidentsSection } from './sections/incidents-section.ts';
import { sourcesSection } from './sections/sources-section.ts';
import { facts } from './sections/table.ts';

/**
 * A report on expected incidents, of a workspace that holds nothing else.
 *
 * @returns the text of the file, UTF-8
 */
export function makeIncidentsReport(
  data: IncidentsReportData,
  wording: Wording,
  options: ReportOptions,
): string {
  return reportPage(
    data,
    incidentsFooterText(data, wording),
    markup`${cover(data, wording)}
${incidentsSection(data, wording)}
${sourcesSection(data, wording)}`,
    wording,
    options,
  );
}

function cover(
  { workspace, incidents, view, targetAt, createdAt }: IncidentsReportData,
  wording: Wording,
): Markup {
  const { zone, learned } = incidents.map;
  const moment = (at: number): string => formatMoment(at, zone, view.language);
  const about = facts([
    [wording.say('report.zone'), formatZone(targetAt, zone)],
    [wording.say('safety.learned'), formatNumber(learned.incidents)],
    [wording.say('report.created'), moment(createdAt)],
  ]);
  return markup`<header><p class="product">Metropole</p><h1>${workspace.name}</h1></header><section>${about}</section>`;
}
