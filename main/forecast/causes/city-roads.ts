import { RoadMap, type Point } from '../../../models/explain/causes/road-map.ts';
import { linksTurned } from '../../../models/series/neighbours.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';

const metresPerDegree = 111_195;

/** The places of a scene and their links as metres on the ground. */
export interface CityRoads {
  readonly roads: RoadMap;
  /** Metres north and east of the equator and the city's first meridian. */
  pointAt(latitude: number, longitude: number): Point;
}

/** Read once for a scene: it is thrown away when a file with other positions comes in. */
const known = new WeakMap<Scene, Promise<CityRoads>>();

export async function cityRoads(store: Pick<ForecastStore, 'places'>, scene: Scene): Promise<CityRoads> {
  let found = known.get(scene);
  if (found === undefined) {
    found = readRoads(store, scene);
    found.catch(() => known.delete(scene));
    known.set(scene, found);
  }
  return await found;
}

async function readRoads({ places }: Pick<ForecastStore, 'places'>, scene: Scene): Promise<CityRoads> {
  const { columns } = await places.list();
  const row = new Map(Array.from(columns.place, (place, index) => [place, index]));
  const degrees = Array.from(scene.placeIds, (place) => {
    const index = row.get(place) ?? -1;
    return [columns.latitude[index] ?? NaN, columns.longitude[index] ?? NaN] as const;
  });
  const located = degrees.filter(([latitude, longitude]) => Number.isFinite(latitude + longitude));
  const middle = located.reduce((sum, [latitude]) => sum + latitude, 0) / located.length;
  const perLongitude = metresPerDegree * Math.cos((middle * Math.PI) / 180);
  const pointAt = (latitude: number, longitude: number): Point => ({
    north: latitude * metresPerDegree,
    east: longitude * perLongitude,
  });
  const points = degrees.map(([latitude, longitude]) =>
    Number.isFinite(latitude + longitude) ? pointAt(latitude, longitude) : null,
  );
  return { roads: new RoadMap(points, scene.links, linksTurned(scene.links)), pointAt };
}
