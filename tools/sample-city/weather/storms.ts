import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { exponential, poisson } from '../draws.ts';
import { streamOf } from '../random.ts';
import { story } from '../story.ts';
import { warmSeason } from './seasons.ts';

/** Rain of constant intensity: one pulse of a storm. */
export interface RainCell {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly millimetresPerHour: number;
}

export interface Storm {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly cells: readonly RainCell[];
  /** How forecasts see it: in [0, 1) how early; standard deviations of how late it is put and how heavy. */
  readonly clarity: number;
  readonly lateness: number;
  readonly heaviness: number;
}

/** Nothing lasts longer. */
const longestDays = 3;

/**
 * Storms that touch `[from, until)`: rectangular pulses in clusters (Rodriguez-Iturbe, Cox and Isham 1987). Storms come at
 * random, more often in winter; within each, cells come at random, last about an hour and a half and rain evenly.
 *
 * @param key `'storms'`, or another name for storms that never come
 */
export function stormsOf(seed: number, key: string, from: number, until: number): readonly Storm[] {
  const storms: Storm[] = [];
  const firstDay = Math.floor(from / dayMilliseconds) - longestDays;
  for (let day = firstDay; day * dayMilliseconds < until; day++) {
    const random = streamOf(seed, 'weather', key, day);
    const summer = (1 + warmSeason(day * dayMilliseconds)) / 2;
    const count = poisson(random, 0.5 - 0.3 * summer);
    for (let index = 0; index < count; index++) {
      const startsAt = (day + random.next()) * dayMilliseconds;
      const hours = Math.min(exponential(random, 12 - 4 * summer), longestDays * 24);
      const endsAt = startsAt + hours * hourMilliseconds;
      const clarity = random.next();
      const [lateness, heaviness] = [random.normal(), random.normal()];
      const cells = Array.from({ length: 1 + poisson(random, 0.42 * hours) }, (_, cell) => {
        const cellStart = cell === 0 ? startsAt : startsAt + random.next() * (endsAt - startsAt);
        const cellEnd = Math.min(cellStart + exponential(random, 1.5) * hourMilliseconds, endsAt);
        return {
          startsAt: cellStart,
          endsAt: cellEnd,
          millimetresPerHour: exponential(random, 0.9 + summer),
        };
      });
      if (endsAt > from) storms.push({ startsAt, endsAt, cells, clarity, lateness, heaviness });
    }
  }
  return storms;
}

/** The story's warm days are dry, and so is its last day until its own storm comes: heavy for two hours, then less. */
export function withStory(storms: readonly Storm[]): readonly Storm[] {
  const { startsAt, endsAt } = story.rain;
  const pulse = (fromHours: number, untilHours: number, millimetresPerHour: number): RainCell => ({
    startsAt: startsAt + fromHours * hourMilliseconds,
    endsAt: startsAt + untilHours * hourMilliseconds,
    millimetresPerHour,
  });
  const length = (endsAt - startsAt) / hourMilliseconds;
  const cells = [pulse(0, length, 0.9), pulse(0.2, 2.6, 4.4), pulse(0.5, 1.4, 2.2), pulse(2.2, 4, 1.6)];
  const isElsewhen = (storm: Storm): boolean =>
    (storm.endsAt < startsAt - dayMilliseconds / 2 || storm.startsAt > endsAt + dayMilliseconds / 4) &&
    (storm.endsAt < story.heat.startsAt || storm.startsAt > story.heat.endsAt);
  return [
    ...storms.filter(isElsewhen),
    { startsAt, endsAt, cells, clarity: 0.7, lateness: 0.4, heaviness: -0.5 },
  ];
}

/**
 * Adds what the cells of a storm bring to each hour.
 *
 * @param from when the first hour begins
 * @param shift milliseconds by which the storm is put later
 * @param share of its rain
 */
export function addRain(millimetres: Float64Array, from: number, storm: Storm, shift = 0, share = 1): void {
  for (const cell of storm.cells) {
    const start = (cell.startsAt + shift - from) / hourMilliseconds;
    const end = (cell.endsAt + shift - from) / hourMilliseconds;
    for (let hour = Math.max(0, Math.floor(start)); hour < Math.min(millimetres.length, end); hour++)
      millimetres[hour] =
        (millimetres[hour] ?? 0) +
        (Math.min(end, hour + 1) - Math.max(start, hour)) * cell.millimetresPerHour * share;
  }
}
