import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { streamOf } from '../random.ts';

/** Days over which a process forgets where it began: what lies before the first hour of the data has no influence. */
const forgettingDays = 40;

/**
 * A stationary process of first order, of unit variance, hour by hour. Its shocks belong to UTC days, so that the same hour has
 * the same value whichever hours are asked for.
 *
 * @param key what the process is
 * @param memoryHours after which its correlation has fallen to 1/e; at most some days
 */
export function hourlyNoise(
  seed: number,
  key: string,
  from: number,
  hours: number,
  memoryHours: number,
): Float64Array {
  const persistence = Math.exp(-1 / memoryHours);
  const shock = Math.sqrt(1 - persistence ** 2);
  const noise = new Float64Array(hours);
  const firstDay = Math.floor(from / dayMilliseconds) - forgettingDays;
  const until = from + hours * hourMilliseconds;
  let value = 0;
  for (let day = firstDay; day * dayMilliseconds < until; day++) {
    const random = streamOf(seed, 'weather', key, day);
    for (let hour = 0; hour < 24; hour++) {
      value = persistence * value + shock * random.normal();
      const index = (day * dayMilliseconds - from) / hourMilliseconds + hour;
      if (index >= 0 && index < hours) noise[index] = value;
    }
  }
  return noise;
}
