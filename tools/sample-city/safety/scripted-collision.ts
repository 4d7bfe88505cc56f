import { story } from '../story.ts';
import { type City, type Road } from '../words.ts';
import { alongLine } from './addresses.ts';
import { type Collision } from './collisions.ts';

const northEast = Math.PI / 4;

/** The collision of the story: on the motorway nearest to the north-east that runs around the city rather than out of it. */
export function scriptedCollision(city: City): Collision | null {
  let best: { readonly index: number; readonly road: Road; readonly off: number } | null = null;
  for (const [index, road] of city.roads.entries()) {
    if (road.roadClass !== 'motorway' || road.structure !== 'ground') continue;
    const [[east, north], heading] = alongLine(road.line, road.lengthMetres / 2);
    const bearing = Math.atan2(north, east);
    const off = Math.abs(bearing - northEast);
    if (Math.abs(Math.cos(heading - bearing)) < 0.6 && off < (best?.off ?? Number.POSITIVE_INFINITY))
      best = { index, road, off };
  }
  if (!best) return null;
  const { index, road } = best;
  const atMetres = Math.round(0.6 * road.lengthMetres);
  const { key, startsAt, endsAt, size } = story.collision;
  const [point] = alongLine(road.line, atMetres);
  return {
    occurrence: {
      key,
      kind: 'collision',
      happenedAt: startsAt,
      point,
      district: road.district,
      road: { index, atMetres },
    },
    severity: 3,
    closedShare: size,
    clearedAt: endsAt,
  };
}
