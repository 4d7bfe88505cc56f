import { type SeededRandom } from '../../../../main/common/seeded-random.ts';
import { cumulated, indexOfShare } from '../../draws.ts';
import { type City, type RoadClass } from '../../words.ts';

/** A place on a road of some classes, by length; undefined where the city has none. */
export function drawPlace(
  random: SeededRandom,
  city: City,
  classes: readonly RoadClass[],
): { readonly road: number; readonly atMetres: number } | undefined {
  const weights = city.roads.map(({ roadClass, lengthMetres }) =>
    classes.includes(roadClass) ? lengthMetres : 0,
  );
  const [where, along] = [random.next(), random.next()];
  const sums = cumulated(weights);
  if ((sums.at(-1) ?? 0) === 0) return undefined;
  const road = indexOfShare(sums, where);
  return { road, atMetres: Math.round(along * (city.roads[road]?.lengthMetres ?? 0)) };
}

/** Kilometres of carriageway that carry simulated traffic. */
export function drivenKilometres(city: City): number {
  return city.roads.reduce(
    (sum, { roadClass, lengthMetres }) => sum + (roadClass === 'street' ? 0 : lengthMetres / 1000),
    0,
  );
}
