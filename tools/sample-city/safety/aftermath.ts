import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { exponential, poisson } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type Addresses } from './addresses.ts';
import { kinds } from './kinds.ts';
import { type PlaceOccurrence } from './occurrence.ts';

/**
 * What an incident sets off, and what that sets off in turn: the branching form of a self-exciting process (Hawkes and Oakes 1974).
 * Each incident has a Poisson number of its own, exponentially later and normally near it; drawn from a stream of its key. What
 * follows after days keeps the clock's hour but for some hours, as the same people pass at the same time.
 */
export function* aftermathOf(
  seed: number,
  incident: PlaceOccurrence,
  addresses: Addresses,
): Generator<PlaceOccurrence> {
  const { offspring, reachMetres, delay } = kinds[incident.kind];
  const random = streamOf(seed, 'safety', 'aftermath', incident.key);
  const count = poisson(random, offspring);
  for (let number = 0; number < count; number++) {
    const later = exponential(random, delay.mean);
    const shift = 2.5 * random.normal() * hourMilliseconds;
    const milliseconds =
      delay.kind === 'hours'
        ? later * hourMilliseconds
        : Math.max(0.1 * hourMilliseconds, Math.round(later) * dayMilliseconds + shift);
    const wanted = [
      incident.point[0] + reachMetres * random.normal(),
      incident.point[1] + reachMetres * random.normal(),
    ] as const;
    const door = addresses.nearest(wanted);
    const child: PlaceOccurrence = {
      key: `${incident.key}.${number}`,
      kind: incident.kind,
      happenedAt: incident.happenedAt + Math.round(milliseconds / 1000) * 1000,
      point: door?.point ?? incident.point,
      district: door?.district ?? incident.district,
      road: null,
    };
    yield child;
    yield* aftermathOf(seed, child, addresses);
  }
}
