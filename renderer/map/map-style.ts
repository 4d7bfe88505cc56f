import type { StyleSpecification } from 'maplibre-gl';
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
 */
export function mapStyle(colours: ThemeColours): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: {
        type: 'geojson',
        data: new URL('assets/basemap/land.geojson', document.baseURI).href,
        tolerance: 0.2,
      },
      graticule: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land } },
      { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': colours.graticule } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colours.coast } },
    ],
  };
}
