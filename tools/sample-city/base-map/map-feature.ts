import type { Feature, LineString, Point as PointGeometry, Polygon } from 'geojson';
import { exactDegreesOf } from '../projection.ts';
import type { Name, Point } from '../words.ts';

/** Layers of the tiles, named as in the Protomaps basemap, version 4 (https://docs.protomaps.com/basemaps/layers). */
export const mapLayers = [
  'earth',
  'landuse',
  'water',
  'roads',
  'buildings',
  'boundaries',
  'places',
  'pois',
] as const;
export type MapLayer = (typeof mapLayers)[number];

/** What a thing on the map says of itself; `kind` and `kind_detail` as in that schema. */
export type Properties = Readonly<Record<string, string | number | boolean>>;

/** One thing on the map and the first zoom whose tiles hold it. */
export interface MapFeature {
  readonly layer: MapLayer;
  readonly fromZoom: number;
  readonly feature: Feature<PointGeometry | LineString | Polygon>;
}

/** The name in both languages; the plain one is English. */
export function named(name: Name): Properties {
  return { name: name.en, 'name:en': name.en, 'name:zh-Hans': name.zh };
}

/** A point of the map. */
export function spot(layer: MapLayer, fromZoom: number, at: Point, properties: Properties): MapFeature {
  const geometry = { type: 'Point' as const, coordinates: exactDegreesOf(at) };
  return { layer, fromZoom, feature: { type: 'Feature', properties, geometry } };
}

/** A line of the map. */
export function path(
  layer: MapLayer,
  fromZoom: number,
  line: readonly Point[],
  properties: Properties,
): MapFeature {
  const geometry = { type: 'LineString' as const, coordinates: line.map(exactDegreesOf) };
  return { layer, fromZoom, feature: { type: 'Feature', properties, geometry } };
}

/** An area of the map from its open ring. */
export function area(
  layer: MapLayer,
  fromZoom: number,
  ring: readonly Point[],
  properties: Properties,
): MapFeature {
  const corners = ring.map(exactDegreesOf);
  const [first] = corners;
  const geometry = {
    type: 'Polygon' as const,
    coordinates: [first === undefined ? [] : [...corners, first]],
  };
  return { layer, fromZoom, feature: { type: 'Feature', properties, geometry } };
}
