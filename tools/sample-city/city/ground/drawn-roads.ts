import { type Name, type Point } from '../../words.ts';
import { type StreetNames } from '../names/street-names.ts';
import { type PlannedRoad } from '../network/planned-road.ts';
import { thinned } from '../network/road-registry.ts';
import { at } from '../shapes/vectors.ts';

/** Lines as roads that are only drawn: one for each, in the direction in which it was laid. */
export function drawnRoads(lines: readonly (readonly Point[])[], names: StreetNames): PlannedRoad[] {
  return lines.map((line): PlannedRoad => {
    const name: Name = names.next('street');
    return {
      roadClass: 'street',
      prefix: 'S',
      name,
      from: at(line, 0),
      to: at(line, -1),
      line: thinned(line),
      lanes: 1,
      freeSpeedKmh: 30,
      structure: 'ground',
      pair: null,
      course: null,
    };
  });
}
