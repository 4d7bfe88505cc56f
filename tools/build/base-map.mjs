import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { feature } from 'topojson-client';

const require = createRequire(import.meta.url);

/** Four decimals of a degree are 11 m, finer than the 1:10 million source. */
const decimals = 1e4;

/**
 * Writes the bundled base map: Natural Earth's land at 1:10 million as GeoJSON, degrees.
 *
 * @param {string} target folder of the build; the map goes to its `assets/basemap/land.geojson`
 */
export function writeBaseMap(target) {
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/land-10m.json'), 'utf8'));
  const land = feature(topology, topology.objects.land);
  const folder = join(target, 'assets', 'basemap');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'land.geojson'), JSON.stringify(land, rounded));
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function rounded(_key, value) {
  return typeof value === 'number' ? Math.round(value * decimals) / decimals : value;
}
