import type { City, Name, Point, Railway, Road, RoadClass } from '../words.ts';
import { joinedLines } from './joined-lines.ts';
import { named, path, type MapFeature, type Properties } from './map-feature.ts';

interface ClassOnMap {
  readonly fromZoom: number;
  readonly properties: Properties;
}

/** Classes of the city as the map's schema has them. */
const classes: Readonly<Record<RoadClass, ClassOnMap>> = {
  motorway: { fromZoom: 6, properties: { kind: 'highway', kind_detail: 'motorway' } },
  ramp: { fromZoom: 11, properties: { kind: 'highway', kind_detail: 'motorway_link', is_link: true } },
  arterial: { fromZoom: 9, properties: { kind: 'major_road', kind_detail: 'primary' } },
  collector: { fromZoom: 11, properties: { kind: 'major_road', kind_detail: 'tertiary' } },
  street: { fromZoom: 11, properties: { kind: 'minor_road', kind_detail: 'residential' } },
};

const railways: Readonly<Record<Railway['kind'], ClassOnMap>> = {
  rail: { fromZoom: 9, properties: { kind: 'rail', kind_detail: 'rail' } },
  metro: { fromZoom: 11, properties: { kind: 'rail', kind_detail: 'subway' } },
};

/** Roads as whole streets: carriageways that share a line are one, and pieces of one name that go on are one. */
export function roadFeatures({ roads }: City): readonly MapFeature[] {
  const groups = new Map<string, { name: Name; road: Road; lines: (readonly Point[])[] }>();
  for (const road of roads) {
    const key = [road.roadClass, road.structure, road.name.en].join('|');
    const group = groups.get(key) ?? { name: road.name, road, lines: [] };
    groups.set(key, group);
    group.lines.push(road.line);
  }
  return [...groups.values()].flatMap(({ name, road: { roadClass, structure }, lines }) => {
    const { fromZoom, properties } = classes[roadClass];
    const described = {
      ...properties,
      ...(name.en === '' ? {} : named(name)),
      ...(structure === 'bridge' ? { is_bridge: true } : {}),
      ...(structure === 'tunnel' ? { is_tunnel: true } : {}),
    };
    return joinedLines(lines).map((line) => path('roads', fromZoom, line, described));
  });
}

export function railwayFeatures({ railways: lines }: City): readonly MapFeature[] {
  return lines.map(({ kind, name, line }) => {
    const { fromZoom, properties } = railways[kind];
    return path('roads', fromZoom, line, { ...properties, ...named(name) });
  });
}
