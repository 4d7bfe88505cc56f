import type { StyleSpecification } from 'maplibre-gl';
import type { Extent } from '../../main/common/view.ts';
import { landTiles } from './base-map.ts';
import { graticuleLines } from './graticule.ts';
import type { ThemeColours } from './theme-colours.ts';

/** Layers of the base map whose colours follow the theme: layer, paint property, colour. */
export const themedPaint = [
  ['water', 'background-color', 'water'],
  ['land', 'fill-color', 'land'],
  ['graticule', 'line-color', 'graticule'],
  ['coast', 'line-color', 'coast'],
] as const satisfies readonly (readonly [string, string, keyof ThemeColours])[];

/**
 * The bundled base map: Natural Earth land, its coast line, and a graticule that the page draws itself. Nothing comes
 * from a network: no tiles, no glyphs, no sprites.
 *
 * @param extent what the map shows at first
 */
export function mapStyle(colours: ThemeColours, extent: Extent): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: {
        type: 'vector',
        url: landTiles,
      },
      graticule: { type: 'geojson', data: graticuleLines(extent) },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      {
        id: 'land',
        type: 'fill',
        source: 'land',
        'source-layer': 'land',
        paint: { 'fill-color': colours.land },
      },
      { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': colours.graticule } },
      {
        id: 'coast',
        type: 'line',
        source: 'land',
        'source-layer': 'land',
        paint: { 'line-color': colours.coast },
      },
    ],
  };
}
