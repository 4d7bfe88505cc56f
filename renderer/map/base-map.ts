import { addProtocol, prewarm, setWorkerUrl } from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';
import type { Extent } from '../../main/common/view.ts';

/** What a map shows when nothing is known of the city. */
export const inhabitedWorld: Extent = { west: -170, south: -60, east: 180, north: 78 };

/** The bundled archive of land tiles. */
const land = new URL('assets/basemap/land.pmtiles', document.baseURI).href;

/** Where the style finds it. */
export const landTiles = `pmtiles://${land}`;

/** Starts the map library's worker and reads the archive's directory while the page still waits for the engine. */
export function prepareBaseMap(): void {
  setWorkerUrl(new URL('maplibre-gl-csp-worker.js', document.baseURI).href);
  prewarm();
  const archives = new Protocol();
  const archive = new PMTiles(land);
  archives.add(archive);
  addProtocol('pmtiles', archives.tile);
  // One that cannot be read is told by the map when it asks for it.
  archive.getHeader().catch(() => undefined);
}
