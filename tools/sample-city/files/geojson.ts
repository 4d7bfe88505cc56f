import { substationRatingKw } from '../energy/substation-rating.ts';
import { degreesOf } from '../projection.ts';
import type { City, Point } from '../words.ts';
import { stretchesOf } from './stretches.ts';

type Properties = Readonly<Record<string, string | number>>;

/** The detectors as the stretches of road that they stand for, with what a city would say of them. */
export function detectorsGeojson(city: City): string {
  const stretches = stretchesOf(city);
  return collection(
    city.detectors.map(({ key, name, road: index, cabinet }, detector) => {
      const road = city.roads[index];
      const properties = {
        key,
        name: name.en,
        name_zh: name.zh,
        road: road?.name.en ?? '',
        road_class: road?.roadClass ?? '',
        lanes: road?.lanes ?? 0,
        free_speed_kmh: road?.freeSpeedKmh ?? 0,
        district: city.districts[road?.district ?? -1]?.name.en ?? '',
        cabinet,
      };
      return feature('LineString', (stretches[detector] ?? []).map(degreesOf), properties);
    }),
  );
}

/** Feeders in the middle of their zones, and substations, each with what it may carry. */
export function energyGeojson(city: City): string {
  const feeders = city.feeders.map(({ key, name, line, zone, ratingKw }) =>
    feature('Point', degreesOf(line.at(-1) ?? [0, 0]), {
      key,
      name: name.en,
      name_zh: name.zh,
      zone: city.energyZones[zone]?.name.en ?? '',
      rating_kw: Math.round(ratingKw),
    }),
  );
  const substations = city.sites.flatMap(({ key, kind, name, point }, site) => {
    if (kind !== 'substation') return [];
    const properties = { key, name: name.en, name_zh: name.zh, rating_kw: substationRatingKw(city, site) };
    return [feature('Point', degreesOf(point), properties)];
  });
  return collection([...substations, ...feeders]);
}

/** The districts with their land use and what a census says of them. */
export function districtsGeojson(city: City): string {
  return collection(
    city.districts.map(({ key, name, outline, residents, jobs, landUse, census }) =>
      feature('Polygon', [ringOf(outline)], {
        key,
        name: name.en,
        name_zh: name.zh,
        residents,
        jobs,
        ...landUse,
        ...census,
      }),
    ),
  );
}

function ringOf(outline: readonly Point[]): [number, number][] {
  const ring = outline.map(degreesOf);
  const [first] = ring;
  return first === undefined ? ring : [...ring, first];
}

function feature(type: string, coordinates: unknown, properties: Properties): object {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}

/** One feature on each line: what changes shows. */
function collection(features: readonly object[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
}
