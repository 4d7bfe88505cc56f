import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { feature } from 'topojson-client';
import { unwrappedRing } from './antimeridian.mjs';
import { pmtilesArchive } from './pmtiles-archive.mjs';

const require = createRequire(import.meta.url);

/** Four decimals of a degree are 11 m, finer than the 1:10 million source. */
const decimals = 1e4;

/** The last level of detail: its steps of 75 m and its simplification are finer than the source, too. */
const deepestZoom = 6;
const tileUnits = 8192;

/**
 * Writes the bundled base map, Natural Earth's land at 1:10 million: as vector tiles for maps on a screen, which read only
 * what they show, and as GeoJSON (degrees) for those that are drawn without one.
 *
 * @param {string} target folder of the build; the map goes to its `assets/basemap/`
 */
export function writeBaseMap(target) {
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/land-10m.json'), 'utf8'));
  const land = unwrapped(feature(topology, topology.objects.land));
  const folder = join(target, 'assets', 'basemap');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'land.geojson'), JSON.stringify(land, rounded));
  const metadata = { attribution: 'Natural Earth', vector_layers: [{ id: 'land', fields: {} }] };
  writeFileSync(join(folder, 'land.pmtiles'), pmtilesArchive(tilesOf(land), metadata));
}

/**
 * The source closes its rings around the world: drawn on a flat map they would cross it.
 *
 * @param {import('geojson').GeoJSON} land
 * @returns {import('geojson').FeatureCollection}
 */
function unwrapped(land) {
  if (land.type !== 'FeatureCollection') throw new Error(`land as ${land.type} was not expected`);
  const features = land.features.map((area) => {
    const { geometry } = area;
    if (geometry.type !== 'MultiPolygon') throw new Error(`land as ${geometry.type} was not expected`);
    const coordinates = geometry.coordinates.map((polygon) => polygon.map(unwrappedRing));
    return { ...area, geometry: { ...geometry, coordinates } };
  });
  return { ...land, features };
}

/** @param {import('geojson').GeoJSON} land */
function tilesOf(land) {
  const pyramid = new GeoJSONVT(land, {
    maxZoom: deepestZoom,
    indexMaxZoom: deepestZoom,
    indexMaxPoints: 0,
    extent: tileUnits,
    buffer: tileUnits / 64,
    tolerance: 2,
  });
  const tiles = [];
  for (let z = 0; z <= deepestZoom; z++) {
    for (let x = 0; x < 2 ** z; x++) {
      for (let y = 0; y < 2 ** z; y++) {
        const tile = pyramid.getTile(z, x, y);
        if (tile === null || tile.features.length === 0) continue;
        tiles.push({ z, x, y, content: fromGeojsonVt({ land: tile }, { version: 2, extent: tileUnits }) });
      }
    }
  }
  return tiles;
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function rounded(_key, value) {
  return typeof value === 'number' ? Math.round(value * decimals) / decimals : value;
}
