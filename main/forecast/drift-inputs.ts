import type { ForecastStore } from './ports.ts';
import type { Scene } from './scene.ts';
import { isTouched } from './actions/touched.ts';
import type { UsualBook } from './usual.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What models look at, once an hour at every place. */
export interface InputSample {
  /** Readings less the usual, in spreads of their place and hour. */
  readonly level: Float32Array;
  /** Readings less those of an hour before, in the same spreads. */
  readonly change: Float32Array;
  /** How many readings there are, and how many are missing. */
  readonly missing: Uint32Array;
}

/**
 * Samples the inputs between two instants. Against the usual and in spreads, so that the time of day, the day and the place make no
 * difference. What an action touches is left out; it does not count as missing.
 *
 * @param asOf only what had been received by then; null: all that is loaded
 */
export async function sampleInputs(
  store: Pick<ForecastStore, 'readings'>,
  usual: UsualBook,
  scene: Scene,
  from: number,
  to: number,
  asOf: number | null,
): Promise<InputSample> {
  const { stepSeconds } = scene.span;
  const step = stepSeconds * 1000;
  const perHour = Math.max(1, Math.round(hour / step));
  const touched = isTouched(scene, 'truth');
  const level: number[] = [];
  const change: number[] = [];
  let [present, missing] = [0, 0];
  for (let start = from; start < to; start += day) {
    const end = Math.min(start + day, to);
    const first = start - perHour * step;
    const steps = Math.round((end - first) / step);
    const request = { metric: scene.metric, from: first, to: end, stepSeconds, asOf };
    const { values } = await store.readings.matrix(request);
    for (let at = perHour; at < steps; at += perHour) {
      const column = await usual.columnAt(scene, first + at * step);
      for (let place = 0; place < scene.series.length; place++) {
        if (touched(place, first + at * step) || touched(place, first + (at - perHour) * step)) continue;
        const value = values[place * steps + at] ?? NaN;
        if (Number.isNaN(value)) missing++;
        else present++;
        const spread = column.spread[place] ?? NaN;
        if (!(spread > 0)) continue;
        level.push((value - (column.value[place] ?? NaN)) / spread);
        change.push((value - (values[place * steps + at - perHour] ?? NaN)) / spread);
      }
    }
  }
  return {
    level: Float32Array.from(level),
    change: Float32Array.from(change),
    missing: Uint32Array.of(present, missing),
  };
}
