import { formatNumber } from '../../common/format/numbers.ts';
import { layerOf } from '../../common/layers.ts';
import { displayUnit } from '../../common/metrics.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import { drawnPlaces, legendClasses, reportLayer, type LegendClass } from '../map/places-layer.ts';
import { projectionOf } from '../map/projection.ts';
import { reportMapExtent, reportMapSize } from '../map/report-map.ts';
import { svgMap } from '../map/svg-map.ts';
import type { ReportData } from '../report-data.ts';

/** The map at the target time with its legend, or why there is none. */
export function mapSection(data: ReportData, wording: Wording, title: string): Markup {
  const extent = data.map?.extent ?? reportMapExtent(data);
  if (extent === null)
    return markup`<section><h2>${title}</h2><p>${wording.say('report.map-none')}</p></section>`;
  const numbers = new Map(data.drilldowns.map(({ place }, index) => [place.id, index + 1]));
  const picture = {
    projection: projectionOf(extent, reportMapSize),
    land: data.land,
    places: drawnPlaces(data),
    numbers,
    captured: data.map?.png ?? null,
  };
  const { withoutLocation } = data.places;
  const remarks = [
    ...(numbers.size > 0 ? [wording.say('report.map-numbers')] : []),
    ...(withoutLocation > 0 ? [wording.say('report.map-without-location', { count: withoutLocation })] : []),
    wording.say('report.map-attribution'),
  ];
  return markup`<section class="map-section"><h2>${title}</h2>
<figure>${svgMap(picture, title)}<figcaption>${legend(data, wording)}<p class="remark">${remarks.join(' ')}</p></figcaption></figure></section>`;
}

function legend(data: ReportData, wording: Wording): Markup {
  const layer = reportLayer(data);
  const stored = data.frame.unit;
  const shown =
    layerOf(layer.id).breaks === 'value' && stored !== null ? displayUnit(stored, data.view.units) : '%';
  const classes = legendClasses(data).map(
    (entry) => markup`<li>${swatch(entry.colour)}${rangeText(entry, shown, wording)}</li>`,
  );
  return markup`<div class="legend"><strong>${wording.say(`report.layer-${layer.id}`)}</strong><ul>${classes}<li>${swatch(null)}${wording.say('report.legend-missing')}</li></ul></div>`;
}

function swatch(colour: string | null): Markup {
  return markup`<svg class="swatch" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.75" fill="${colour ?? 'none'}" stroke="#4f575f" stroke-width="0.75"/></svg>`;
}

function rangeText({ from, to }: LegendClass, unit: string, wording: Wording): string {
  const text = (limit: number): string => formatNumber(limit, Number.isInteger(limit) ? 0 : 1);
  if (from === null && to !== null) return wording.say('report.legend-below', { limit: text(to), unit });
  if (to === null && from !== null) return wording.say('report.legend-above', { limit: text(from), unit });
  return wording.say('report.legend-between', { from: text(from ?? 0), to: text(to ?? 0), unit });
}
