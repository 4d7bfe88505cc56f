import { formatMoment } from '../../common/format/times.ts';
import { classOf, rampColours } from '../../common/ramps.ts';
import { cellPlace, chanceText, roundedCount, shownBecause } from '../../common/safety-words.ts';
import { formatSigned } from '../../common/format/numbers.ts';
import { modelName } from '../../common/model-names.ts';
import { defaultLayers } from '../../common/view.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import { cellsMap, type DrawnCell } from '../map/cells-map.ts';
import { projectionOf, extentFor } from '../map/projection.ts';
import { reportMapSize } from '../map/report-map.ts';
import type { IncidentsOfReport, ReportGround } from '../report-data.ts';
import { facts, table } from './table.ts';

/** Cells that are listed. */
const listed = 20;

/** Expected incidents of a period: a map, the cells with the most of them, by what they are counted and who answers for it. */
export function incidentsSection(data: ReportGround, wording: Wording): Markup | null {
  const { incidents } = data;
  if (incidents === null) return null;
  const { zone, language } = data.view;
  const moment = (at: number | null): string => (at === null ? '–' : formatMoment(at, zone, language));
  const { period, asOf, knownTo, categories, approved } = incidents.map;
  const how = categories.map((one) => {
    const because = shownBecause(one, approved, wording, (points) => formatSigned(points, 2));
    return markup`<li>${wording.say('safety.category-line', {
      category: wording.say(`incident-kind.${one.category}`),
      method: modelName(one.method, wording),
      why: because,
    })}</li>`;
  });
  const purposes = incidents.purposes.map(
    ({ name, purpose, legalBasis, categories: of, expiresAt }) =>
      markup`<li>${wording.say('report.incidents-purpose', {
        ...{ name, purpose, legalBasis, until: moment(expiresAt) },
        categories: of.map((category) => wording.say(`incident-kind.${category}`)).join(', '),
      })}</li>`,
  );
  return markup`<section><h2>${wording.say('report.incidents')}</h2>
${facts([
  [wording.say('safety.period'), `${moment(period?.from ?? null)} – ${moment(period?.to ?? null)}`],
  [wording.say('safety.as-of'), moment(asOf)],
  [wording.say('safety.known-to'), moment(knownTo)],
])}
<ul class="limits">${how}</ul>
${mapOf(data, incidents, wording)}
${likeliest(incidents, wording)}
<ul class="limits">${purposes}<li>${wording.say('report.incidents-limit')}</li><li>${wording.say('safety.never-alarm')}</li></ul></section>`;
}

function mapOf(data: ReportGround, { map }: IncidentsOfReport, wording: Wording): Markup {
  const layers = [...data.view.layers, ...defaultLayers];
  const layer = layers.find(({ id }) => id === 'expected-incidents');
  if (layer === undefined) throw new RangeError('no layer of expected incidents');
  const colours = rampColours(layer.ramp, layer.breaks.length + 1, 'light');
  const { columns } = map.cells;
  const cells = columns.cell.values.map((_, row): DrawnCell => ({
    corners: cornersOf(map, row),
    colour: colours[classOf(columns.atLeastOne.values[row] ?? 0, layer.breaks)] ?? colours[0] ?? 'none',
    isHatched: columns.isDistinguishable.values[row] !== 1,
  }));
  const longitudes = [...map.corners.columns.longitude.values];
  const latitudes = [...map.corners.columns.latitude.values];
  const extent = extentFor(
    {
      ...{ west: Math.min(...longitudes), east: Math.max(...longitudes) },
      ...{ south: Math.min(...latitudes), north: Math.max(...latitudes) },
    },
    reportMapSize,
  );
  const picture = { projection: projectionOf(extent, reportMapSize), land: data.land, cells };
  const classes = colours.map((colour, index) => ({ colour, index })).reverse();
  const oneIn = (share: number): string => wording.say('safety.one-in', { count: roundedCount(1 / share) });
  const legend = classes.map(({ colour, index }) => {
    const [from, to] = [layer.breaks[index - 1], layer.breaks[index]];
    const range =
      from === undefined
        ? wording.say('report.incidents-less', { chance: oneIn(to ?? 1) })
        : wording.say('report.incidents-more', { chance: oneIn(from) });
    return markup`<li><svg class="swatch" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" fill="${colour}"/></svg>${range}</li>`;
  });
  const title = wording.say('report.incidents');
  return markup`<div class="map-section"><figure>${cellsMap(picture, title)}<figcaption><div class="legend"><strong>${wording.say('safety.column.chance')}</strong><ul>${legend}</ul></div><p class="remark">${wording.say('safety.hatched')}. ${wording.say('report.map-attribution')}</p></figcaption></figure></div>`;
}

function cornersOf({ corners }: IncidentsOfReport['map'], row: number): (readonly [number, number])[] {
  const { columns } = corners;
  return [...columns.row.values].flatMap((one, at) =>
    one === row ? [[columns.longitude.values[at] ?? 0, columns.latitude.values[at] ?? 0] as const] : [],
  );
}

function likeliest({ map }: IncidentsOfReport, wording: Wording): Markup {
  const { cell, district, latitude, longitude, expected, atLeastOne, longRun, isDistinguishable } =
    map.cells.columns;
  const rows = [...expected.values.keys()]
    .toSorted((a, b) => (expected.values[b] ?? 0) - (expected.values[a] ?? 0))
    .slice(0, listed);
  const say = (name: string): string => wording.say(`safety.column.${name}`);
  const columns = [
    { title: say('cell'), cell: (row: number) => cell.values[row] ?? '' },
    {
      title: say('district'),
      cell: (row: number) =>
        cellPlace(district.values[row] ?? '', latitude.values[row] ?? NaN, longitude.values[row] ?? NaN),
    },
    {
      title: say('expected'),
      isNumber: true,
      cell: (row: number) => roundedCount(expected.values[row] ?? 0),
    },
    {
      title: say('chance'),
      isNumber: true,
      cell: (row: number) => chanceText(atLeastOne.values[row] ?? 0, expected.values[row] ?? 0, wording),
    },
    { title: say('long-run'), isNumber: true, cell: (row: number) => roundedCount(longRun.values[row] ?? 0) },
    {
      title: say('told-apart'),
      cell: (row: number) => wording.say(isDistinguishable.values[row] === 1 ? 'safety.yes' : 'safety.no'),
    },
  ];
  return markup`<h3>${wording.say('safety.top')}</h3>${table(columns, rows)}`;
}
