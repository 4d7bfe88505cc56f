import { story } from '../story.ts';
import type { City, World } from '../words.ts';
import type { Manifest } from './manifest.ts';

/** The scripted collision and the detector that stands before it; null where the world is without it. */
export function tourOf({ city, causes }: Pick<World, 'city' | 'causes'>): Manifest['tour'] {
  const collision = causes.find(({ key }) => key === story.collision.key);
  if (collision?.at.kind !== 'road') return null;
  const detector = detectorBefore(city, collision.at.road, collision.at.atMetres);
  return detector === null ? null : { detector, incidentAt: collision.startsAt };
}

/** Key of the nearest detector that traffic passes before a spot, on its carriageway or the one that leads to it. */
function detectorBefore({ roads, detectors }: City, spotRoad: number, spotAt: number): string | null {
  let road = spotRoad;
  let end = spotAt;
  for (let walked = 0; walked < 4; walked++) {
    const here = road;
    const last = detectors
      .filter((one) => one.road === here && one.atMetres <= end)
      .sort((one, other) => other.atMetres - one.atMetres)[0];
    if (last !== undefined) return last.key;
    const { from, roadClass } = roads[here] ?? { from: -1, roadClass: 'street' };
    road = roads.findIndex((one) => one.to === from && one.roadClass === roadClass);
    end = Infinity;
  }
  return null;
}
