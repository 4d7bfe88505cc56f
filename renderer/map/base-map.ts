import { addProtocol, prewarm, setWorkerUrl } from 'maplibre-gl';
import type { Extent } from '../../main/common/view.ts';
import { archiveAt, archives } from './archive/archives.ts';
import { landAddress } from './land-tiles.ts';
import { loadLabelFonts } from './style/fonts.ts';

/** What a map shows when nothing is known of the city. */
export const inhabitedWorld: Extent = { west: -170, south: -60, east: 180, north: 78 };

/** Starts the map library's worker and reads what maps need first while the page still waits for the engine. */
export function prepareBaseMap(): void {
  setWorkerUrl(new URL('maplibre-gl-csp-worker.js', document.baseURI).href);
  prewarm();
  addProtocol('pmtiles', archives.tile);
  // One that cannot be read is told by the map when it asks for it.
  archiveAt(landAddress())
    .getHeader()
    .catch(() => undefined);
  void loadLabelFonts();
}
