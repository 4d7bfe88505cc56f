import type { Grid } from '../../words.ts';
import { rowOf } from './slowness.ts';

/** Where fluctuations are taken: every reading around lies within the range, in shares of the place's norm. */
export interface Regime {
  readonly from: number;
  readonly to: number;
  /** How far around, to either side. */
  readonly minutes: number;
}

/**
 * Each reading minus the mean of those around it; exactly 0 where the reading or most of those around it are missing, and outside
 * the regime. With the fronts at which a queue begins and ends left out, what remains in congestion travels at the speed of waves.
 *
 * @param norms what counts as 1 at each place, such as its free speed
 */
export function fluctuationsWithin(grid: Grid, norms: Float32Array, { from, to, minutes }: Regime): Grid {
  const values = new Float32Array(grid.values.length);
  const half = Math.round((minutes * 60) / grid.stepSeconds);
  norms.forEach((norm, place) => {
    const row = rowOf(grid, place);
    row.forEach((value, step) => {
      if (!(value >= from * norm && value < to * norm)) return;
      let sum = 0;
      let count = 0;
      for (let other = Math.max(0, step - half); other <= Math.min(grid.steps - 1, step + half); other++) {
        const around = row[other] ?? Number.NaN;
        if (Number.isNaN(around)) continue;
        if (around < from * norm || around >= to * norm) return;
        sum += around;
        count++;
      }
      if (count > half) values[place * grid.steps + step] = value - sum / count;
    });
  });
  return { ...grid, values };
}

/** How fluctuations change from one step to the next; 0 where either is none. */
export function changesOf(fluctuations: Grid): Grid {
  const { values, steps } = fluctuations;
  const changes = values.map((value, index) => {
    const before = index % steps === 0 ? 0 : (values[index - 1] ?? 0);
    return value === 0 || before === 0 ? 0 : value - before;
  });
  return { ...fluctuations, values: changes };
}
