import type { DataDrivenPropertyValueSpecification, ExpressionSpecification } from 'maplibre-gl';
import type { ThemeColours } from '../theme-colours.ts';
import { from, ofKind, type Layers } from './layer.ts';
import { fading } from './zoom.ts';

/** Classes of roads as the map tells them apart, the lesser first. */
const classes = ['street', 'collector', 'link', 'arterial', 'motorway'] as const;
type RoadClass = (typeof classes)[number];

/** Px at some zooms; between them widths grow by the same factor at each step. */
const zooms = [8, 11, 13, 15, 18] as const;
const widths: Readonly<Record<RoadClass, readonly [number, number, number, number, number]>> = {
  street: [0, 0.35, 0.8, 3, 15],
  collector: [0, 0.9, 2, 5, 20],
  link: [0, 0.8, 1.8, 4.5, 15],
  arterial: [0.5, 1.6, 3.2, 7, 24],
  motorway: [1, 2.2, 4.4, 9, 28],
};
/** Px of the casing on each side. */
const casings = [0, 0.5, 0.8, 1, 1.4] as const;

const detail: ExpressionSpecification = ['coalesce', ['get', 'kind_detail'], ''];

/** A value by class of road, told from what the tiles say of it. */
function byClass(value: (roadClass: RoadClass) => number | string): ExpressionSpecification {
  return [
    'case',
    ['==', ['get', 'is_link'], true],
    value('link'),
    ['==', ['get', 'kind'], 'highway'],
    value('motorway'),
    ['in', detail, ['literal', ['trunk', 'primary']]],
    value('arterial'),
    ['==', ['get', 'kind'], 'major_road'],
    value('collector'),
    value('street'),
  ];
}

function width(extra: (step: number) => number): DataDrivenPropertyValueSpecification<number> {
  const stops = zooms.flatMap((zoom, step) => [
    zoom,
    byClass((roadClass) => {
      const inner = widths[roadClass][step] ?? 0;
      return inner === 0 ? 0 : inner + extra(step);
    }),
  ]);
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops];
}

const inner = width(() => 0);
const outer = width((step) => 2 * (casings[step] ?? 0));
const order = byClass((roadClass) => classes.indexOf(roadClass));

function roads(structure: 'ground' | 'bridge' | 'tunnel'): ExpressionSpecification {
  const isBridge: ExpressionSpecification = ['==', ['get', 'is_bridge'], true];
  const isTunnel: ExpressionSpecification = ['==', ['get', 'is_tunnel'], true];
  const which: ExpressionSpecification =
    structure === 'bridge'
      ? ['all', isBridge, ['!', isTunnel]]
      : structure === 'tunnel'
        ? isTunnel
        : ['all', ['!', isBridge], ['!', isTunnel]];
  return ['all', ofKind('highway', 'major_road', 'minor_road'), which];
}

/** Ways under the ground: dashed, and no brighter than the ground. */
export function tunnelLayers(colours: ThemeColours): Layers {
  return [
    {
      id: 'tunnel-casing',
      type: 'line',
      ...from('roads', roads('tunnel')),
      minzoom: 11,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': byClass((roadClass) =>
          roadClass === 'motorway' ? colours.motorway : colours.arterial,
        ),
        'line-width': 1,
        'line-gap-width': inner,
        'line-dasharray': [4, 3],
      },
    },
    {
      id: 'tunnel',
      type: 'line',
      ...from('roads', roads('tunnel')),
      layout: { 'line-join': 'round', 'line-sort-key': order },
      paint: { 'line-color': colours.tunnel, 'line-width': inner },
    },
  ];
}

/** Streets on the ground, each with its casing, the greater above the lesser; then railways, then bridges over all. */
export function roadLayers(colours: ThemeColours): Layers {
  const colour = byClass(
    (roadClass) =>
      ({
        street: colours.street,
        collector: colours.collector,
        link: colours.arterial,
        arterial: colours.arterial,
        motorway: colours.motorway,
      })[roadClass],
  );
  const line = { 'line-join': 'round', 'line-sort-key': order } as const;
  return [
    {
      id: 'road-casing',
      type: 'line',
      ...from('roads', roads('ground')),
      minzoom: 10,
      layout: { ...line, 'line-cap': 'round' },
      paint: { 'line-color': colours.casing, 'line-width': outer },
    },
    {
      id: 'road',
      type: 'line',
      ...from('roads', roads('ground')),
      layout: { ...line, 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': inner },
    },
    ...railLayers(colours),
    {
      id: 'bridge-casing',
      type: 'line',
      ...from('roads', roads('bridge')),
      minzoom: 12,
      layout: line,
      paint: {
        'line-color': colours.boundary,
        'line-width': width((step) => 2 * (casings[step] ?? 0) + 0.6),
      },
    },
    {
      id: 'bridge',
      type: 'line',
      ...from('roads', roads('bridge')),
      layout: { ...line, 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': inner },
    },
  ];
}

/** Railways: a thin line with ties across it. What runs below the streets is dotted. */
function railLayers(colours: ThemeColours): Layers {
  const isBelow: ExpressionSpecification = [
    'any',
    ['==', detail, 'subway'],
    ['==', ['get', 'is_tunnel'], true],
  ];
  return [
    {
      id: 'rail',
      type: 'line',
      ...from('roads', ['all', ofKind('rail'), ['!', isBelow]]),
      minzoom: 9,
      paint: { 'line-color': colours.rail, 'line-width': fading([9, 0.6], [13, 1.2], [17, 2]) },
    },
    {
      id: 'rail-ties',
      type: 'line',
      ...from('roads', ['all', ofKind('rail'), ['!', isBelow]]),
      minzoom: 12.5,
      paint: {
        'line-color': colours.rail,
        'line-width': fading([13, 4], [17, 7]),
        'line-dasharray': [0.3, 2.4],
      },
    },
    {
      id: 'metro',
      type: 'line',
      ...from('roads', ['all', ofKind('rail'), isBelow]),
      minzoom: 12,
      paint: {
        'line-color': colours.rail,
        'line-width': fading([12, 1], [16, 2]),
        'line-dasharray': [5, 3],
        'line-opacity': 0.75,
      },
    },
  ];
}
