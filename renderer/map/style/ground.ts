import type { ThemeColours } from '../theme-colours.ts';
import { from, ofKind, type Layers } from './layer.ts';
import { fading } from './zoom.ts';

/** Land, what it is used for, and water. */
export function groundLayers(colours: ThemeColours): Layers {
  return [
    {
      id: 'earth',
      type: 'fill',
      ...from('earth'),
      paint: { 'fill-color': colours.land },
    },
    {
      id: 'landuse',
      type: 'fill',
      ...from('landuse'),
      paint: {
        'fill-color': [
          'match',
          ['get', 'kind'],
          ['residential', 'neighbourhood', 'commercial', 'urban_area'],
          colours.built,
          [
            'park',
            'cemetery',
            'golf_course',
            'garden',
            'grass',
            'meadow',
            'recreation_ground',
            'pitch',
            'playground',
          ],
          colours.park,
          ['wood', 'forest', 'scrub', 'nature_reserve', 'national_park', 'protected_area', 'wetland'],
          colours.wood,
          ['beach', 'sand', 'bare_rock'],
          colours.sand,
          ['industrial', 'railway', 'aerodrome', 'military', 'runway', 'taxiway'],
          colours.industry,
          ['university', 'college', 'school', 'hospital', 'stadium', 'kindergarten'],
          colours.campus,
          ['pier', 'pedestrian', 'platform', 'footway'],
          colours.pier,
          'rgba(0, 0, 0, 0)',
        ],
        'fill-opacity': fading([8, 0.6], [11, 1]),
      },
    },
    {
      id: 'city-water',
      type: 'fill',
      ...from('water', ['==', ['geometry-type'], 'Polygon']),
      paint: { 'fill-color': colours.water },
    },
    {
      id: 'waterway',
      type: 'line',
      ...from('water', ['==', ['geometry-type'], 'LineString']),
      minzoom: 11,
      paint: { 'line-color': colours.water, 'line-width': fading([11, 0.6], [16, 5]) },
    },
    {
      id: 'shore',
      type: 'line',
      ...from('earth'),
      paint: { 'line-color': colours.coast, 'line-width': fading([8, 0.6], [14, 1]), 'line-opacity': 0.7 },
    },
  ];
}

/** Blocks of buildings. */
export function buildingLayers(colours: ThemeColours): Layers {
  return [
    {
      id: 'buildings',
      type: 'fill',
      ...from('buildings', ofKind('building', 'building_part')),
      minzoom: 13.5,
      paint: { 'fill-color': colours.building, 'fill-opacity': fading([13.5, 0], [14.5, 1]) },
    },
  ];
}
