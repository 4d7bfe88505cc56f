import type { Grid } from '../../words.ts';
import { upstreamLead, type Pair } from './lagged.ts';
import type { Clock } from './profile.ts';
import { rowOf } from './slowness.ts';

/** Where queues are met: below 0.6 of the free speed in a hundredth of the readings or more. */
function jamsAt(speed: Grid, free: Float32Array, place: number): boolean {
  const row = rowOf(speed, place);
  const jammed = row.reduce((sum, value) => sum + (value < 0.6 * (free[place] ?? 0) ? 1 : 0), 0);
  return jammed >= row.length / 100;
}

/** The pairs of 1 to 3 km at both ends of which there are queues. */
export function jammedPairs(speed: Grid, free: Float32Array, pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(
    ({ up, down, metres }) =>
      metres >= 1000 && metres < 3000 && jamsAt(speed, free, up) && jamsAt(speed, free, down),
  );
}

/**
 * How much better unusual speed upstream follows that downstream by ten minutes than the other way round, from 6 to 9 and from 15
 * to 18 h. Queues grow in these hours; they dissolve from their upstream end.
 *
 * @param residuals centred, 0 where there is none
 */
export function leadOfGrowingQueues(residuals: Grid, { minuteOfDay }: Clock, pairs: readonly Pair[]): number {
  const values = residuals.values.map((value, index) => {
    const hour = Math.floor((minuteOfDay[index % residuals.steps] ?? 0) / 60);
    return (hour >= 6 && hour < 9) || (hour >= 15 && hour < 18) ? value : 0;
  });
  return upstreamLead({ ...residuals, values }, pairs, Math.round(600 / residuals.stepSeconds));
}
