import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { poisson } from '../draws.ts';
import { type CauseEffects } from '../traffic/effects-of-causes.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Collisions within so many hours of the same time of the day say how often they happen then. */
const around = 2;

/**
 * Collisions that might happen in the hour after an origin: as many as at that time of the day in the mean, each where and as
 * one of them was.
 */
export function redrawnCollisions(
  causes: readonly CauseEffects[],
  origin: number,
  days: number,
  random: SeededRandom,
): CauseEffects[] {
  const alike = causes.filter(({ cause, startsAt }) => {
    if (cause.kind !== 'collision' || cause.decoy !== null) return false;
    const away = (((startsAt - origin - hour / 2) % day) + day) % day;
    return Math.min(away, day - away) < around * hour;
  });
  const count = alike.length === 0 ? 0 : poisson(random, alike.length / days / (2 * around));
  return Array.from({ length: count }, () => {
    const like = alike[random.below(alike.length)];
    if (like === undefined) return [];
    const startsAt = origin + random.next() * hour;
    return [{ ...like, startsAt, endsAt: startsAt + like.endsAt - like.startsAt }];
  }).flat();
}
