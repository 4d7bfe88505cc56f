import { type Point } from '../../words.ts';
import { greenTable } from '../ground/green-table.ts';
import { type Frame } from '../terrain/frame.ts';

/** Answers whether a place lies in ground that collectors go around, so that a park can be large. */
export function greenGroundOf({ radius }: Frame): (place: Point) => boolean {
  const grounds = greenTable.flatMap(({ place, reach }) => (reach ? [{ place, reach }] : []));
  return ([east, north]) =>
    grounds.some(
      ({ place, reach }) =>
        ((east / radius - place[0]) / reach[0]) ** 2 + ((north / radius - place[1]) / reach[1]) ** 2 < 1,
    );
}
