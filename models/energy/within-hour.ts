import type { Series } from '../series/series.ts';
import type { ErrorBook } from './error-book.ts';
import type { Hours } from './hours.ts';

/**
 * By what share levels lie further from the middle for a single step than for its hour: a step strays from its hour as another one
 * did yesterday, and neither foretells the other. `[place + 1]`, zero for hourly data; what all places have in common comes last.
 */
export function wideningWithinHours(
  series: Series,
  byHour: Series,
  { stepsPerBlock, blocksPerDay }: Hours,
  scales: Float32Array,
  errors: ErrorBook,
): Float32Array {
  const places = series.places.length;
  const out = new Float32Array(places + 1);
  if (stepsPerBlock === 1) return out;
  const day = stepsPerBlock * blocksPerDay;
  const stray = (place: number, step: number): number =>
    (series.values[place * series.steps + step] ?? NaN) -
    (byHour.values[place * byHour.steps + Math.floor(step / stepsPerBlock)] ?? NaN);
  for (let place = 0; place < places; place++) {
    let sum = 0;
    let count = 0;
    for (let step = day; step < byHour.steps * stepsPerBlock; step++) {
      const apart = stray(place, step) - stray(place, step - day);
      if (Number.isNaN(apart)) continue;
      sum += apart * apart;
      count++;
    }
    const within = count > 0 ? Math.sqrt(sum / count) / (scales[place] ?? 1) : 0;
    const spread = errors.spread(place);
    out[place] = spread > 0 ? Math.sqrt(1 + (within / spread) ** 2) - 1 : 0;
  }
  out[places] = out.subarray(0, places).reduce((sum, share) => sum + share, 0) / places;
  return out;
}
