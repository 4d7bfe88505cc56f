import { type Ground, type Point, type Site, type SiteKind } from '../../words.ts';
import { type StreetField } from '../network/street-field.ts';
import { directionOf, leftOf, times, add } from '../shapes/vectors.ts';

type Building = Ground['buildings'][number];

/** Length, depth and floors of what stands at a site; none where its houses are those of the block. */
const sizes: Readonly<Partial<Record<SiteKind, readonly [length: number, depth: number, floors: number]>>> = {
  arena: [236, 196, 9],
  hospital: [92, 58, 6],
  university: [120, 46, 5],
  'town-hall': [72, 44, 5],
  station: [104, 40, 4],
  police: [40, 26, 4],
  'fire-station': [38, 22, 2],
  school: [62, 26, 3],
  substation: [34, 26, 1],
};

/** How far around a site no other house stands. Metres. */
export function plotMetresOf(kind: SiteKind): number {
  const size = sizes[kind];
  return size ? 0.62 * Math.hypot(size[0], size[1]) + 8 : 20;
}

/** The houses of the sites, along the streets; the arena is an oval. */
export function landmarksOf(sites: readonly Site[], field: StreetField): Building[] {
  return sites.flatMap(({ kind, point }): Building[] => {
    const size = sizes[kind];
    if (!size) return [];
    const [length, depth, floors] = size;
    const along = field.directionAt(point, [1, 0]);
    const plan = kind === 'arena' ? oval : kind === 'hospital' || kind === 'school' ? winged : rectangle;
    const place = ([x, y]: Point): Point =>
      add(point, add(times(along, (x * length) / 2), times(leftOf(along), (y * depth) / 2)));
    const ring = plan
      .map(place)
      .map(([east, north]): Point => [Math.round(east * 10) / 10, Math.round(north * 10) / 10]);
    return [{ ring, floors }];
  });
}

/** Plans in a square from -1 to 1. */
const rectangle: readonly Point[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];
const winged: readonly Point[] = [
  [-1, -1],
  [-0.55, -1],
  [-0.55, -0.1],
  [0.55, -0.1],
  [0.55, -1],
  [1, -1],
  [1, 1],
  [0.55, 1],
  [0.55, 0.5],
  [-0.55, 0.5],
  [-0.55, 1],
  [-1, 1],
];
const oval: readonly Point[] = Array.from({ length: 28 }, (_, step) =>
  directionOf((2 * Math.PI * step) / 28),
);
