import { type SeededRandom } from '../../../../main/common/seeded-random.ts';
import { poisson } from '../../draws.ts';

/** Standard deviation of single vehicles' speeds over their mean, in free traffic and in a queue. */
const speedSpread = { free: 0.085, queue: 0.2 };
/** Few vehicles are drawn from Poisson's distribution. */
const fewVehicles = 6;
/**
 * Many scatter less than that around the true flow, as a share of Poisson's variance: how many come by chance is in the true
 * flow already and travels with it.
 */
const restOfVariance = 0.4;

/** What one interval at a well-set detector gives. */
export interface Counted {
  readonly vehicles: number;
  /** Mean of their speeds, km/h; NaN where there were none. */
  readonly speed: number;
}

/**
 * Counts the vehicles of an interval and takes the mean of their speeds.
 *
 * @param expected vehicles in the mean
 * @param speed true mean speed, km/h
 * @param freeSpeed of the road, km/h
 */
export function countVehicles(
  random: SeededRandom,
  expected: number,
  speed: number,
  freeSpeed: number,
): Counted {
  const vehicles =
    expected < fewVehicles
      ? poisson(random, expected)
      : Math.max(0, Math.round(expected + Math.sqrt(restOfVariance * expected) * random.normal()));
  const noise = random.normal();
  if (vehicles === 0) return { vehicles, speed: NaN };
  const queued = Math.min(1, Math.max(0, (0.75 - speed / freeSpeed) / 0.35));
  const spread = speedSpread.free + (speedSpread.queue - speedSpread.free) * queued;
  return { vehicles, speed: Math.max(1, speed * (1 + (spread * noise) / Math.sqrt(vehicles))) };
}
