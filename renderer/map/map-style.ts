import type { StyleSpecification } from 'maplibre-gl';
import type { Extent, Language } from '../../main/common/view.ts';
import type { CityArchive } from './archive/city-archive.ts';
import { graticuleLines } from './graticule.ts';
import { landAddress } from './land-tiles.ts';
import { buildingLayers, groundLayers } from './style/ground.ts';
import { boundaryLayers, labelLayers } from './style/labels.ts';
import { citySource, type Layers } from './style/layer.ts';
import { roadLayers, tunnelLayers } from './style/roads.ts';
import type { ThemeColours } from './theme-colours.ts';

/** The layer that data is drawn beneath: names stay readable over what is measured. It draws nothing itself. */
export const labelsBegin = 'labels-begin';

/** From here on a city's own map has streets to go by, and the graticule would only be in the way. */
export const graticuleEnds = 10;

export interface MapLook {
  readonly colours: ThemeColours;
  readonly language: Language;
  /** What is drawn over the world's land; null where the world is all there is. */
  readonly archive: CityArchive | null;
}

/**
 * The base map: Natural Earth's land with its coast line and a graticule that the page draws itself, and over it the city, from
 * an archive with the layers of the Protomaps basemap. Nothing comes from a network: no tiles, no glyphs, no sprites.
 *
 * @param extent what the map shows at first
 */
export function mapStyle({ colours, language, archive }: MapLook, extent: Extent): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      land: { type: 'vector', url: `pmtiles://${landAddress()}` },
      graticule: { type: 'geojson', data: graticuleLines(extent) },
      ...(archive === null ? {} : { [citySource]: { type: 'vector', url: archive.tiles } }),
    },
    layers: [
      ...worldLayers(colours, archive !== null),
      ...(archive === null ? [] : cityLayers(colours)),
      { id: labelsBegin, type: 'background', layout: { visibility: 'none' } },
      ...(archive === null ? [] : labelLayers(colours, language)),
    ],
  };
}

function worldLayers(colours: ThemeColours, hasCity: boolean): Layers {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
    {
      id: 'land',
      type: 'fill',
      source: 'land',
      'source-layer': 'land',
      paint: { 'fill-color': colours.land },
    },
    {
      id: 'graticule',
      type: 'line',
      source: 'graticule',
      maxzoom: hasCity ? graticuleEnds : 24,
      paint: { 'line-color': colours.graticule },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'land',
      'source-layer': 'land',
      paint: { 'line-color': colours.coast },
    },
  ];
}

function cityLayers(colours: ThemeColours): Layers {
  return [
    ...groundLayers(colours),
    ...tunnelLayers(colours),
    ...buildingLayers(colours),
    ...roadLayers(colours),
    ...boundaryLayers(colours),
  ];
}
