import type { Grid } from '../../words.ts';
import { rowOf } from './slowness.ts';

/**
 * Each reading minus the mean of the hour and a half around it; exactly 0 where either is unknown or the mean, as a share of
 * its place's norm, lies outside the range.
 *
 * @param norms what counts as 1 at each place, such as its free speed
 */
export function fluctuationsWithin(
  grid: Grid,
  norms: Float32Array,
  range: { readonly from: number; readonly to: number },
): Grid {
  const values = new Float32Array(grid.values.length);
  const half = Math.round((45 * 60) / grid.stepSeconds);
  norms.forEach((norm, place) => {
    const row = rowOf(grid, place);
    const sums = new Float64Array(grid.steps + 1);
    const counts = new Float64Array(grid.steps + 1);
    row.forEach((value, step) => {
      sums[step + 1] = (sums[step] ?? 0) + (Number.isNaN(value) ? 0 : value);
      counts[step + 1] = (counts[step] ?? 0) + (Number.isNaN(value) ? 0 : 1);
    });
    row.forEach((value, step) => {
      const from = Math.max(0, step - half);
      const to = Math.min(grid.steps, step + half + 1);
      const count = (counts[to] ?? 0) - (counts[from] ?? 0);
      const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / count;
      const isWithin = mean >= range.from * norm && mean < range.to * norm;
      if (isWithin && count > half && !Number.isNaN(value)) values[place * grid.steps + step] = value - mean;
    });
  });
  return { ...grid, values };
}
