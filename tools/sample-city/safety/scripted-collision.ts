import { alongLine } from '../city/shapes/lines.ts';
import { cross, directionFrom } from '../city/shapes/vectors.ts';
import { story } from '../story.ts';
import { type City, type Road } from '../words.ts';
import { decimetres } from './addresses.ts';
import { type Collision, type Exposure } from './collisions.ts';

const northEast = Math.PI / 4;
/** Radians on either side in which it is still the north-east. */
const sector = 0.2;

/**
 * The collision of the story: where the motorway runs around the city, in the north-east, on the carriageway that is fullest at that
 * hour; null in a city without such a motorway.
 */
export function scriptedCollision(city: City, exposure: Exposure): Collision | null {
  const { key, startsAt, endsAt, size } = story.collision;
  const fullest = city.roads
    .map((road, index) => ({ road, index, flow: exposure.vehiclesPerHour(index, startsAt) / road.lanes }))
    .filter(({ road }) => isInNorthEast(road))
    .reduce<{ road: Road; index: number; flow: number } | null>(
      (best, one) => (best === null || one.flow > best.flow ? one : best),
      null,
    );
  if (!fullest) return null;
  const { road, index } = fullest;
  const atMetres = Math.round(0.6 * road.lengthMetres);
  return {
    occurrence: {
      key,
      kind: 'collision',
      happenedAt: startsAt,
      point: decimetres(alongLine(road.line, atMetres).point),
      district: road.district,
      road: { index, atMetres },
    },
    severity: 3,
    closedShare: size,
    clearedAt: endsAt,
  };
}

/** Whether a road is motorway that runs around the city there rather than out of it. */
function isInNorthEast(road: Road): boolean {
  if (road.roadClass !== 'motorway' || road.structure !== 'ground' || road.lanes < 2) return false;
  const { point, direction } = alongLine(road.line, road.lengthMetres / 2);
  const isAround = Math.abs(cross(directionFrom([0, 0], point), direction)) > 0.8;
  return isAround && Math.abs(Math.atan2(point[1], point[0]) - northEast) < sector;
}
