import { dayMilliseconds } from '../calendar/span.ts';
import { logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type Grid } from '../words.ts';

/** How often a meter's line to the control room fails: chance for each day, and hours that it lasts in the median. */
const gapsADay = 0.012;
const medianHours = 2.5;

/**
 * Takes out what the control room never received, drawn for each meter and day.
 *
 * @param place of the grid
 * @param key of the meter there
 */
export function dropGaps(seed: number, grid: Grid, place: number, key: string): void {
  const step = grid.stepSeconds * 1000;
  const end = grid.start + grid.steps * step;
  for (let day = Math.floor(grid.start / dayMilliseconds) - 1; day * dayMilliseconds < end; day++) {
    const random = streamOf(seed, 'energy', 'meter', key, day);
    if (random.next() >= gapsADay) continue;
    const startsAt = (day + random.next()) * dayMilliseconds;
    const endsAt = startsAt + logNormal(random, medianHours, 0.9) * 3_600_000;
    const first = Math.max(0, Math.floor((startsAt - grid.start) / step));
    const last = Math.min(grid.steps, Math.ceil((endsAt - grid.start) / step));
    for (let index = first; index < last; index++) grid.values[place * grid.steps + index] = Number.NaN;
  }
}
