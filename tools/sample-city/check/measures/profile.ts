import type { Grid } from '../../words.ts';

/** When a step is, on the city's own clock. */
export interface Clock {
  /** Minutes since midnight. */
  readonly minuteOfDay: Uint16Array;
  /** Whether it belongs to an ordinary working day. */
  readonly isWorkday: Uint8Array;
  /** Number of its day, from the first. */
  readonly day: Uint16Array;
}

/** Mean over all places and the chosen steps, for each hour of the day. */
export function hourlyProfile(grid: Grid, clock: Clock, workdays: boolean): Float64Array {
  const sums = new Float64Array(24);
  const counts = new Float64Array(24);
  grid.values.forEach((value, index) => {
    const step = index % grid.steps;
    if (Number.isNaN(value) || (clock.isWorkday[step] === 1) !== workdays) return;
    const hour = Math.floor((clock.minuteOfDay[step] ?? 0) / 60);
    sums[hour] = (sums[hour] ?? 0) + value;
    counts[hour] = (counts[hour] ?? 0) + 1;
  });
  return sums.map((sum, hour) => sum / (counts[hour] ?? 0));
}

/** The two rush hours and what lies between: the highest hour of 6-10, the lowest of 10-15, the highest of 15-20. */
export function rushHours(profile: Float64Array): { morning: number; midday: number; evening: number } {
  return {
    morning: Math.max(...profile.subarray(6, 10)),
    midday: Math.min(...profile.subarray(10, 15)),
    evening: Math.max(...profile.subarray(15, 20)),
  };
}
