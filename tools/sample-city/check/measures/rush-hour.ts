import type { Grid } from '../../words.ts';
import type { Clock } from './profile.ts';

/** The values of the hours in which demand rises, 6 to 9 and 15 to 18 h; 0 at all others. */
export function whileQueuesGrow(grid: Grid, { minuteOfDay }: Clock): Grid {
  const values = grid.values.map((value, index) => {
    const hour = Math.floor((minuteOfDay[index % grid.steps] ?? 0) / 60);
    return (hour >= 6 && hour < 9) || (hour >= 15 && hour < 18) ? value : 0;
  });
  return { ...grid, values };
}
