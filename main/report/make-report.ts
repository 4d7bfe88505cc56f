import { timelineData } from '../common/charts/timeline-data.ts';
import { displayUnit } from '../common/metrics.ts';
import { columnIn, drilldownIn } from '../common/display-units.ts';
import { scenariosIn } from '../common/scenario-words.ts';
import type { Wording } from '../common/wording.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportData } from './report-data.ts';
import { footerText } from './report-footer.ts';
import { reportPage, type ReportOptions } from './report-page.ts';
import { chartFigure } from './sections/chart-figure.ts';
import { coverSection } from './sections/cover.ts';
import { drilldownSection } from './sections/drilldown-section.ts';
import { incidentsSection } from './sections/incidents-section.ts';
import { limitsSection } from './sections/limits-section.ts';
import { mapSection } from './sections/map-section.ts';
import { peaksSection } from './sections/peaks-section.ts';
import { scenarioBlock } from './sections/scenario-block.ts';
import { scenarioMaps } from './sections/scenario-maps.ts';
import { placesSection } from './sections/places-table.ts';
import { sourcesSection } from './sections/sources-section.ts';
import { accuracySection, cityTrackRecordSection } from './sections/track-record.ts';

/**
 * A report on readings and what is forecast of them.
 *
 * @returns the text of the file, UTF-8
 */
export function makeReport(data: ReportData, wording: Wording, options: ReportOptions): string {
  const stored = data.frame.unit;
  const unit = stored === null ? null : displayUnit(stored, data.view.units);
  const placeName = placeNames(data);
  return reportPage(
    data,
    footerText(data, wording),
    markup`${coverSection(data, wording)}
${mapSection(data, wording, wording.say('report.map-title'))}
<div class="new-page">
${timelineSection(data, wording)}
${cityTrackRecordSection(data, wording, unit)}
${accuracySection(data, wording)}
${limitsSection(data, wording)}
</div>
${peaksSection(data, wording, placeName)}
${drilldownSections(data, wording, placeName)}
${placesSection(data, wording, unit)}
${onNewPage(incidentsSection(data, wording))}
${sourcesSection(data, wording)}`,
    wording,
    options,
  );
}

function onNewPage(section: Markup | null): Markup | null {
  return section === null ? null : markup`<div class="new-page">${section}</div>`;
}

function timelineSection(data: ReportData, wording: Wording): Markup {
  const title = markup`<h2>${wording.say('report.timeline')}</h2>`;
  const { unit: stored, table } = data.timeline;
  if (stored === null || table.rows === 0) {
    return markup`<section>${title}<p>${wording.say('report.timeline-none')}</p></section>`;
  }
  const unit = displayUnit(stored, data.view.units);
  const { value, lower, upper, usual } = table.columns;
  const shown = {
    rows: table.rows,
    columns: {
      ...table.columns,
      value: columnIn(value, stored, unit),
      lower: columnIn(lower, stored, unit),
      upper: columnIn(upper, stored, unit),
      usual: columnIn(usual, stored, unit),
    },
  };
  const asOf = data.run?.asOf ?? null;
  const chart = timelineData(shown, {
    unit,
    zone: data.view.zone,
    now: data.clock.now,
    asOf,
    targetAt: data.targetAt,
  });
  return markup`<section class="timeline">${title}${chartFigure(chart, wording, wording.say('report.timeline'), 200)}</section>`;
}

/** What each place is called. */
function placeNames({ places }: ReportData): (place: number) => string {
  const { place, name, key } = places.places.columns;
  const names = new Map(
    Array.from(place.values, (id, row) => [id, name.values[row] ?? key.values[row] ?? String(id)]),
  );
  return (id) => names.get(id) ?? String(id);
}

function drilldownSections(
  data: ReportData,
  wording: Wording,
  placeName: (place: number) => string,
): Markup | null {
  if (data.drilldowns.length === 0) return null;
  const setting = { zone: data.view.zone, now: data.clock.now, wording, placeName };
  const sections = data.drilldowns.map((drilldown, index) => {
    const whatIf = whatIfBlock(data, index, drilldown.place.id, wording, placeName);
    return drilldownSection(drilldownIn(drilldown, data.view.units), index + 1, whatIf, setting);
  });
  return markup`<section class="new-page"><h2>${wording.say('report.drilldowns')}</h2><p>${wording.say('report.drilldowns-about')}</p>${sections}</section>`;
}

function whatIfBlock(
  data: ReportData,
  index: number,
  place: number,
  wording: Wording,
  placeName: (place: number) => string,
): Markup | null {
  const stored = data.scenarios[index];
  if (stored === undefined) return null;
  const scenarios = scenariosIn(stored, data.view.units);
  return scenarioBlock(scenarios, scenarioMaps(scenarios, place, data, wording), wording, placeName);
}
