import { chartThemes } from '../common/charts/chart-theme.ts';
import { formatDate, formatZone } from '../common/format/times.ts';
import { modelName } from '../common/model-names.ts';
import type { Wording } from '../common/wording.ts';
import { markup } from './markup.ts';
import type { IncidentsReportData, ReportData } from './report-data.ts';

/** What stands at the foot of every page: product, model and version, data range, zone. */
export function footerText(data: ReportData, wording: Wording): string {
  const { zone } = data.view;
  const { dataFrom, dataTo } = data.clock;
  const { run } = data;
  return [
    `Metropole ${data.workspace.version}`,
    run === null
      ? wording.say('report.no-forecast')
      : wording.say('report.model-version', {
          model: modelName(run.model, wording),
          version: run.modelVersion,
        }),
    ...(dataFrom === null || dataTo === null
      ? []
      : [
          wording.say('report.footer-data', {
            from: formatDate(dataFrom, zone),
            to: formatDate(dataTo, zone),
          }),
        ]),
    formatZone(data.targetAt, zone),
  ].join(' · ');
}

/** The same of a report on incidents alone: product, up to when they are known, zone. */
export function incidentsFooterText(
  { workspace, incidents, targetAt }: IncidentsReportData,
  wording: Wording,
): string {
  const { knownTo, zone } = incidents.map;
  return [
    `Metropole ${workspace.version}`,
    wording.say('report.incidents'),
    ...(knownTo === null ? [] : [`${wording.say('safety.known-to')} ${formatDate(knownTo, zone)}`]),
    formatZone(targetAt, zone),
  ].join(' · ');
}

/** A footer's text for `Host.printPdf`, with the page count that the printer fills in. */
export function reportFooter(text: string, wording: Wording): string {
  const { fontFamily, secondaryText } = chartThemes.light;
  const line = `display:flex;justify-content:space-between;gap:6mm;width:100%;margin:0 12mm;font:7px ${fontFamily};color:${secondaryText};white-space:nowrap`;
  const left = 'min-width:0;overflow:hidden;text-overflow:ellipsis';
  const pages = wording.say('report.page-of').split('|');
  return markup`<div style="${line}"><span style="${left}">${text}</span><span>${pages[0] ?? ''}<span class="pageNumber"></span>${pages[1] ?? ''}<span class="totalPages"></span>${pages[2] ?? ''}</span></div>`
    .text;
}
