import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Position } from 'geojson';
import { pmtilesArchive } from '../../build/pmtiles-archive.mjs';
import type { City } from '../words.ts';
import { groundFeatures } from './ground-features.ts';
import { mapLayers, type MapFeature, type MapLayer } from './map-feature.ts';
import { boundaryFeatures, nameFeatures } from './name-features.ts';
import { railwayFeatures, roadFeatures } from './road-features.ts';

const firstZoom = 6;
/** Its steps of 0.4 m are fine enough for every closer look. */
const lastZoom = 14;
const tileUnits = 4096;

/** Features of one layer that begin at one zoom, cut into tiles. */
interface Pyramid {
  readonly layer: MapLayer;
  readonly fromZoom: number;
  readonly tiles: GeoJSONVT;
}

/** Degrees. */
interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The city's base map as one PMTiles archive of vector tiles, with the layers of the Protomaps basemap. */
export function cityTiles(city: City): Buffer {
  const features = [
    ...groundFeatures(city),
    ...railwayFeatures(city),
    ...roadFeatures(city),
    ...boundaryFeatures(city.districts),
    ...nameFeatures(city),
  ];
  const bounds = boundsOf(features);
  const metadata = {
    name: city.name.en,
    attribution: '',
    vector_layers: mapLayers.map((id) => ({ id, fields: {} })),
  };
  return pmtilesArchive(tilesOf(pyramidsOf(features), bounds), metadata, {
    bounds: [bounds.west, bounds.south, bounds.east, bounds.north],
    isCompressed: true,
  });
}

function pyramidsOf(features: readonly MapFeature[]): readonly Pyramid[] {
  const groups = new Map<string, MapFeature[]>();
  for (const feature of features) {
    const key = `${feature.layer} ${feature.fromZoom}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [feature]);
    else group.push(feature);
  }
  const options = {
    maxZoom: lastZoom,
    indexMaxZoom: 0,
    extent: tileUnits,
    buffer: tileUnits / 32,
    tolerance: 3,
    wrap: false,
  };
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const data = { type: 'FeatureCollection' as const, features: group.map(({ feature }) => feature) };
    return [{ layer: first.layer, fromZoom: first.fromZoom, tiles: new GeoJSONVT(data, options) }];
  });
}

function tilesOf(pyramids: readonly Pyramid[], { west, south, east, north }: Bounds) {
  const tiles = [];
  for (let z = firstZoom; z <= lastZoom; z += 1) {
    for (let x = columnOf(west, z); x <= columnOf(east, z); x += 1) {
      for (let y = rowOf(north, z); y <= rowOf(south, z); y += 1) {
        const layers = layersAt(pyramids, z, x, y);
        if (Object.keys(layers).length === 0) continue;
        tiles.push({ z, x, y, content: fromGeojsonVt(layers, { version: 2, extent: tileUnits }) });
      }
    }
  }
  return tiles;
}

type Tile = Exclude<ReturnType<GeoJSONVT['getTile']>, null>;

/** What is in one tile by layer; a layer with nothing in it is left out. */
function layersAt(pyramids: readonly Pyramid[], z: number, x: number, y: number): Record<string, Tile> {
  const layers: Record<string, Tile> = {};
  for (const { layer, fromZoom, tiles } of pyramids) {
    const tile = z < fromZoom ? null : tiles.getTile(z, x, y);
    if (tile === null || tile.features.length === 0) continue;
    const before = layers[layer];
    layers[layer] =
      before === undefined ? tile : { ...tile, features: [...before.features, ...tile.features] };
  }
  return layers;
}

/** What all features span. */
function boundsOf(features: readonly MapFeature[]): Bounds {
  const bounds = { west: 180, south: 85, east: -180, north: -85 };
  for (const { feature } of features) {
    for (const [longitude = 0, latitude = 0] of positionsOf(feature.geometry)) {
      bounds.west = Math.min(bounds.west, longitude);
      bounds.south = Math.min(bounds.south, latitude);
      bounds.east = Math.max(bounds.east, longitude);
      bounds.north = Math.max(bounds.north, latitude);
    }
  }
  return bounds;
}

function positionsOf(geometry: MapFeature['feature']['geometry']): readonly Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat();
}

function columnOf(longitude: number, zoom: number): number {
  return Math.floor(((longitude + 180) / 360) * 2 ** zoom);
}

/** Row of a latitude on Web Mercator, from the north. */
function rowOf(latitude: number, zoom: number): number {
  const north = Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI;
  return Math.floor(((1 - north) / 2) * 2 ** zoom);
}
