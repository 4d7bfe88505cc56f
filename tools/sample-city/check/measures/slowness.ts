import type { Grid } from '../../words.ts';
import { quantile } from './order.ts';

/** The speed of each place when nothing holds it up: the 85th percentile of its speeds, in their unit. */
export function freeSpeeds(speed: Grid): Float32Array {
  return Float32Array.from({ length: speed.values.length / speed.steps }, (_, place) =>
    quantile(rowOf(speed, place), 0.85),
  );
}

/** The values of one place. */
export function rowOf(grid: Grid, place: number): Float32Array {
  return grid.values.subarray(place * grid.steps, (place + 1) * grid.steps);
}

/** Share of the readings that are slower than a share of their place's free speed. */
export function shareSlower(speed: Grid, free: Float32Array, share: number): number {
  let slower = 0;
  let readings = 0;
  free.forEach((freeSpeed, place) => {
    for (const value of rowOf(speed, place)) {
      if (Number.isNaN(value)) continue;
      readings++;
      if (value < share * freeSpeed) slower++;
    }
  });
  return slower / readings;
}

/** Time lost per kilometre against free flow, in shares of the free travel time, never below 0: `values[place * steps + step]`. */
export function slownessOf(speed: Grid, free: Float32Array): Grid {
  const values = new Float32Array(speed.values.length);
  values.forEach((_, index) => {
    const freeSpeed = free[Math.floor(index / speed.steps)] ?? Number.NaN;
    values[index] = Math.max(0, 1 - (speed.values[index] ?? Number.NaN) / freeSpeed);
  });
  return { ...speed, values };
}
