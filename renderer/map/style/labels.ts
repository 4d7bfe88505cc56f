import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Language } from '../../../main/common/view.ts';
import type { ThemeColours } from '../theme-colours.ts';
import { labelFonts } from './fonts.ts';
import { mapIcons } from './icons.ts';
import { from, ofKind, type Layers } from './layer.ts';
import { fading } from './zoom.ts';

/** Names in a language, else as the place itself writes them. */
const names: Readonly<Record<Language, ExpressionSpecification>> = {
  en: ['coalesce', ['get', 'name:en'], ['get', 'name']],
  'zh-CN': ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name']],
};

/** Shown from the zoom that the tiles name for it. */
const isDue: ExpressionSpecification = ['>=', ['zoom'], ['coalesce', ['get', 'min_zoom'], 0]];

/** All names, the most important last: what comes later is placed first. */
export function labelLayers(colours: ThemeColours, language: Language): Layers {
  const text = {
    'text-field': names[language],
    'text-font': labelFonts.medium,
    'text-max-width': 7,
  } as const;
  const halo = { 'text-halo-color': colours.land, 'text-halo-width': 1.4 } as const;
  /** Latin capitals are set apart; Chinese has none, and is set apart a little. */
  const capitals = {
    'text-transform': 'uppercase',
    'text-letter-spacing': language === 'en' ? 0.14 : 0.24,
  } as const;
  const roadName = (
    id: string,
    minzoom: number,
    kinds: ExpressionSpecification,
    size: number,
  ): SymbolLayerSpecification => ({
    id,
    type: 'symbol',
    ...from('roads', ['all', kinds, ['has', 'name']]),
    minzoom,
    layout: {
      ...text,
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-size': size,
      'text-font': labelFonts.regular,
      'text-rotation-alignment': 'map',
      'text-pitch-alignment': 'viewport',
      'text-padding': 12,
      'text-max-angle': 32,
    },
    paint: { ...halo, 'text-color': colours.label },
  });
  return [
    roadName('street-name', 15, ofKind('minor_road'), 13),
    roadName('road-name', 13, ofKind('major_road'), 13),
    roadName('motorway-name', 11.5, ofKind('highway'), 13),
    {
      id: 'poi',
      type: 'symbol',
      ...from('pois', ['all', ofKind(...Object.keys(mapIcons)), isDue]),
      minzoom: 12.5,
      layout: {
        ...text,
        'icon-image': ['concat', 'map-', ['get', 'kind']],
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, 0.75],
        'text-optional': true,
        'icon-padding': 4,
        'text-padding': 4,
        'symbol-sort-key': ['coalesce', ['get', 'min_zoom'], 99],
      },
      paint: { ...halo, 'text-color': colours.label },
    },
    {
      id: 'water-name',
      type: 'symbol',
      ...from('water', ['all', ['has', 'name'], ['==', ['geometry-type'], 'Point'], isDue]),
      minzoom: 8,
      layout: {
        ...text,
        'text-font': labelFonts.regular,
        'text-size': fading([9, 13], [14, 16]),
        'text-letter-spacing': 0.18,
      },
      paint: { 'text-color': colours.waterLabel, 'text-halo-color': colours.water, 'text-halo-width': 1.2 },
    },
    {
      id: 'waterway-name',
      type: 'symbol',
      ...from('water', ['all', ['has', 'name'], ['==', ['geometry-type'], 'LineString']]),
      minzoom: 12,
      layout: {
        ...text,
        'symbol-placement': 'line',
        'text-font': labelFonts.regular,
        'text-size': 13,
        'text-letter-spacing': 0.14,
      },
      paint: { 'text-color': colours.waterLabel, 'text-halo-color': colours.water, 'text-halo-width': 1.2 },
    },
    {
      id: 'district-name',
      type: 'symbol',
      ...from('places', ['all', ofKind('macrohood', 'neighbourhood'), isDue]),
      minzoom: 10.5,
      maxzoom: 16,
      layout: {
        ...text,
        ...capitals,
        'text-size': fading([10.5, 12], [12, 13], [15, 15]),
        'text-padding': 10,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'population'], 0]],
      },
      paint: { ...halo, 'text-color': colours.label },
    },
    {
      id: 'city-name',
      type: 'symbol',
      ...from('places', ['all', ofKind('locality'), isDue]),
      maxzoom: 11.5,
      layout: {
        ...text,
        'text-font': labelFonts.strong,
        'text-size': fading([6, 13], [11, 19]),
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'population'], 0]],
      },
      paint: { ...halo, 'text-color': colours.placeLabel },
    },
  ];
}

/** Borders of districts, dotted. */
export function boundaryLayers(colours: ThemeColours): Layers {
  return [
    {
      id: 'boundary',
      type: 'line',
      ...from('boundaries', ofKind('locality', 'county', 'region')),
      minzoom: 10,
      paint: {
        'line-color': colours.boundary,
        'line-width': 1,
        'line-dasharray': [1, 3],
        'line-opacity': 0.8,
      },
    },
  ];
}
