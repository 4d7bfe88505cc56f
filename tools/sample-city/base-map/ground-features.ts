import type { City, Ground } from '../words.ts';
import { area, type MapFeature } from './map-feature.ts';

/** Height of a floor, m. */
const floorMetres = 3.2;

type AreaKind = Ground['areas'][number]['kind'];

/** Kinds of areas as the map's schema has them. */
const areaKinds: Readonly<Record<AreaKind, { readonly kind: string; readonly fromZoom: number }>> = {
  park: { kind: 'park', fromZoom: 9 },
  wood: { kind: 'wood', fromZoom: 8 },
  industry: { kind: 'industrial', fromZoom: 10 },
  docks: { kind: 'pier', fromZoom: 10 },
  built: { kind: 'residential', fromZoom: 8 },
  campus: { kind: 'university', fromZoom: 11 },
  beach: { kind: 'beach', fromZoom: 11 },
  cemetery: { kind: 'cemetery', fromZoom: 11 },
};

/** Land, water, what the land is used for, and buildings. */
export function groundFeatures({ ground }: City): readonly MapFeature[] {
  const built = ground.areas.filter(({ kind }) => kind === 'built');
  const others = ground.areas.filter(({ kind }) => kind !== 'built');
  return [
    ...ground.land.map((ring) => area('earth', 6, ring, { kind: 'earth' })),
    ...[...built, ...others].map(({ kind, ring }) =>
      area('landuse', areaKinds[kind].fromZoom, ring, { kind: areaKinds[kind].kind }),
    ),
    ...ground.water.map((ring) => area('water', 8, ring, { kind: 'water' })),
    ...ground.buildings.map(({ ring, floors }) =>
      area('buildings', 14, ring, { kind: 'building', height: Math.round(floors * floorMetres) }),
    ),
  ];
}
