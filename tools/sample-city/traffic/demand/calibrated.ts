import { type City } from '../../words.ts';
import { type Demand, makeDemand } from './demand.ts';

const known = new WeakMap<City, Demand>();

/** The demand of a city, made once for each. */
export function calibratedDemand(city: City): Demand {
  const found = known.get(city);
  if (found !== undefined) return found;
  const made = makeDemand(city);
  known.set(city, made);
  return made;
}
