import type { Grid } from '../../words.ts';
import type { Clock } from './profile.ts';
import { rowOf } from './slowness.ts';

/**
 * What is unusual about each reading of the working days: minus the mean of its place at that time of day, divided by the
 * place's standard deviation. 0 where there is no reading and on other days, so that products of places may simply be summed.
 */
export function residualsOf(grid: Grid, clock: Clock): Grid {
  const values = new Float32Array(grid.values.length);
  const slots = (24 * 3600) / grid.stepSeconds;
  const slotOf = clock.minuteOfDay.map((minute) => Math.floor((minute * 60) / grid.stepSeconds));
  for (let place = 0; place < grid.values.length / grid.steps; place++) {
    const row = rowOf(grid, place);
    const sums = new Float64Array(slots);
    const counts = new Float64Array(slots);
    const isUsed = (step: number) => clock.isWorkday[step] === 1 && !Number.isNaN(row[step] ?? Number.NaN);
    for (let step = 0; step < grid.steps; step++) {
      if (!isUsed(step)) continue;
      const slot = slotOf[step] ?? 0;
      sums[slot] = (sums[slot] ?? 0) + (row[step] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    let squares = 0;
    let used = 0;
    for (let step = 0; step < grid.steps; step++) {
      if (!isUsed(step)) continue;
      const slot = slotOf[step] ?? 0;
      const residual = (row[step] ?? 0) - (sums[slot] ?? 0) / (counts[slot] ?? 1);
      values[place * grid.steps + step] = residual;
      squares += residual ** 2;
      used++;
    }
    const deviation = Math.sqrt(squares / used);
    if (!(deviation > 0)) continue;
    for (let step = 0; step < grid.steps; step++)
      values[place * grid.steps + step] = (values[place * grid.steps + step] ?? 0) / deviation;
  }
  return { ...grid, values };
}
