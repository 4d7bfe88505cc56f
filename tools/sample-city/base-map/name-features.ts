import type { City, District, Ground, Name, Point, SiteKind } from '../words.ts';
import { joinedLines } from './joined-lines.ts';
import { labelPoint } from './label-point.ts';
import { named, path, spot, type MapFeature } from './map-feature.ts';

/** Kinds of sites as the map's schema has them, and the zoom from which they are shown. */
const siteKinds: Readonly<Record<SiteKind, { readonly kind: string; readonly zoom: number }>> = {
  arena: { kind: 'stadium', zoom: 12 },
  port: { kind: 'ferry_terminal', zoom: 12 },
  hospital: { kind: 'hospital', zoom: 13 },
  university: { kind: 'university', zoom: 13 },
  station: { kind: 'station', zoom: 12 },
  'town-hall': { kind: 'townhall', zoom: 13 },
  police: { kind: 'police', zoom: 14 },
  'fire-station': { kind: 'fire_station', zoom: 14 },
  school: { kind: 'school', zoom: 14 },
  substation: { kind: 'substation', zoom: 14 },
};

type LabelKind = Ground['labels'][number]['kind'];

const labelKinds: Readonly<
  Record<LabelKind, { readonly layer: 'water' | 'pois'; readonly kind: string; readonly zoom: number }>
> = {
  sea: { layer: 'water', kind: 'sea', zoom: 9 },
  river: { layer: 'water', kind: 'river', zoom: 12 },
  park: { layer: 'pois', kind: 'park', zoom: 13 },
  hill: { layer: 'pois', kind: 'peak', zoom: 12 },
};

/** Every name that stands at a point: the city, its districts, sites, stops, parks, waters and hills. */
export function nameFeatures(city: City): readonly MapFeature[] {
  const { districts, sites, railways, ground } = city;
  const written = new Set([...ground.labels, ...sites].map(({ name }) => name.en));
  return [
    ...cityName(city),
    ...districts.map(({ name, outline, residents }) =>
      spot('places', 10, labelPoint(outline), {
        kind: 'macrohood',
        kind_detail: 'suburb',
        min_zoom: 10,
        population: residents,
        ...named(name),
      }),
    ),
    ...sites.map(({ kind, name, point }) => poi(siteKinds[kind].kind, siteKinds[kind].zoom, point, name)),
    ...ground.labels.map(({ kind, name, point }) => {
      const { layer, kind: shown, zoom } = labelKinds[kind];
      return spot(layer, zoom, point, { kind: shown, min_zoom: zoom, ...named(name) });
    }),
    ...ground.areas.flatMap(({ kind, name, ring }) =>
      (kind === 'park' || kind === 'wood') && name !== null && !written.has(name.en)
        ? [poi('park', 13, labelPoint(ring), name)]
        : [],
    ),
    ...railways.flatMap(({ kind, stops }) =>
      stops
        .filter(({ name }) => !written.has(name.en))
        .map(({ name, point }) => poi('station', kind === 'rail' ? 13 : 14, point, name)),
    ),
  ];
}

/** The city is where most of its people are. */
function cityName({ name, districts }: City): readonly MapFeature[] {
  const population = districts.reduce((sum, { residents }) => sum + residents, 0);
  const centres = districts.map((district) => ({ district, at: labelPoint(district.outline) }));
  const middle = (axis: 0 | 1): number =>
    centres.reduce((sum, { district, at }) => sum + at[axis] * district.residents, 0) /
    Math.max(1, population);
  const properties = { kind: 'locality', kind_detail: 'city', min_zoom: 6, population, ...named(name) };
  return [spot('places', 6, [middle(0), middle(1)], properties)];
}

function poi(kind: string, zoom: number, at: Point, name: Name): MapFeature {
  return spot('pois', zoom, at, { kind, min_zoom: zoom, ...named(name) });
}

/** Borders between districts, each once. */
export function boundaryFeatures(districts: readonly District[]): readonly MapFeature[] {
  const edges = districts.flatMap(({ outline }) =>
    outline.map((corner, index) => [corner, outline[(index + 1) % outline.length] ?? corner]),
  );
  return joinedLines(edges).map((line) => path('boundaries', 10, line, { kind: 'locality', kind_detail: 9 }));
}
