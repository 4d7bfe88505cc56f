import type { IncidentsReportData, ReportData } from './report-data.ts';

/**
 * What a report's file is called, without its ending: workspace, topic, data cut-off in UTC, how far from it the target time
 * lies, and the key of the selected place where there is one. `Harbour-traffic-2012-03-07-0055Z-plus-30-min-716328`
 */
export function reportFileName({ workspace, topic, run, clock, targetAt, view, places }: ReportData): string {
  const asOf = run?.asOf ?? clock.now ?? targetAt;
  const minutes = Math.round((targetAt - asOf) / 60_000);
  const lead = minutes === 0 ? [] : [minutes > 0 ? 'plus' : 'minus', String(Math.abs(minutes)), 'min'];
  const { place, key } = places.places.columns;
  const selected =
    view.selection === null ? null : (key.values[place.values.indexOf(view.selection)] ?? null);
  const parts = [plain(workspace.name) || 'report', topic, stampOf(asOf), ...lead, plain(selected ?? '')];
  return parts.filter((part) => part !== '').join('-');
}

/** The same of a report on incidents alone: `New-York-safety-2015-12-31-2318Z` */
export function incidentsFileName({ workspace, incidents, targetAt }: IncidentsReportData): string {
  return [plain(workspace.name) || 'report', 'safety', stampOf(incidents.map.asOf ?? targetAt)].join('-');
}

/** `2012-03-07-0055Z` */
function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', '-').replace(':', '')}Z`;
}

/** Letters and digits of any script, everything else as hyphens: fit for every file system. */
function plain(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
}
