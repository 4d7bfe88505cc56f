import { type District, type Point, type Site } from '../../words.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { centreOf } from '../shapes/rings.ts';
import { directionOf, mixOf, towards } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type RoadRegistry } from '../network/road-registry.ts';
import { type SiteRow, schoolNames, schoolsPerDistrict, siteTable, substationRows } from './site-table.ts';

/**
 * Every site on dry ground beside, not on, the roads. Substations come last, in the order of their table.
 *
 * @param isBuilt whether a place lies among houses
 */
export function sitesOf(
  frame: Frame,
  terrain: Terrain,
  districts: readonly District[],
  { roads }: RoadRegistry,
  districtAt: (place: Point) => number,
  isBuilt: (place: Point) => boolean,
): Site[] {
  const streets = new LineIndex(200);
  for (const { line } of roads) streets.add(line);
  const rows = [...siteTable, ...schoolsOf(frame, districts), ...substationRows];
  const numbers = new Map<string, number>();
  const taken: Point[] = [];
  return rows.map(({ kind, name, place: [east, north] }): Site => {
    const isPort = kind === 'port';
    const point = plotNear(placeIn(frame, east, north), (place) => {
      const isTaken = taken.some((other) => Math.hypot(other[0] - place[0], other[1] - place[1]) < 90);
      const isDry = !terrain.isWater(place) && (isPort || kind === 'arena' || isBuilt(place));
      return isDry && !isTaken && !streets.nearest(place, kind === 'arena' ? 130 : 55);
    });
    taken.push(point);
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    return { key: `${kind}-${number}`, kind, name, point, district: districtAt(point) };
  });
}

function schoolsOf(frame: Frame, districts: readonly District[]): SiteRow[] {
  return districts.flatMap(({ name, outline }, index) =>
    Array.from({ length: schoolsPerDistrict }, (_, number): SiteRow => {
      const middle = centreOf(outline);
      const corner = outline[Math.floor((outline.length * (number + 0.5)) / schoolsPerDistrict)] ?? middle;
      const [east, north] = mixOf(middle, corner, 0.45);
      const kind = schoolNames[(index + number) % schoolNames.length] ?? name;
      return {
        kind: 'school',
        name: { en: `${name.en} ${kind.en}`, zh: `${name.zh}${kind.zh}` },
        place: [east / frame.radius, north / frame.radius],
      };
    }),
  );
}

/** The nearest place, on a widening spiral, that will do; the wanted one where none does. */
function plotNear(wanted: Point, willDo: (place: Point) => boolean): Point {
  for (let step = 0; step < 2600; step++) {
    const place = towards(wanted, directionOf(step * 2.4), 26 * Math.sqrt(step));
    if (willDo(place)) return [Math.round(place[0] * 10) / 10, Math.round(place[1] * 10) / 10];
  }
  return wanted;
}
