import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { isTouched } from '../actions/touched.ts';
import type { UsualBook } from '../origin/usual.ts';

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

/** Samples of the whole city, under null, and of each district. */
export type InputSamples = ReadonlyMap<string | null, InputSample>;

/** What is sampled of an area so far. */
interface Collected {
  readonly level: number[];
  readonly change: number[];
  /** Present, missing. */
  readonly counts: [number, number];
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
): Promise<InputSamples> {
  const { stepSeconds } = scene.span;
  const step = stepSeconds * 1000;
  const perHour = Math.max(1, Math.round(hour / step));
  const touched = isTouched(scene, 'truth');
  const areas = new Map<string | null, Collected>(
    [null, ...districtsOf(scene)].map((area) => [area, { level: [], change: [], counts: [0, 0] }]),
  );
  const [city] = areas.values();
  const areasOf = scene.districts.map((district) =>
    [city, areas.get(district)].filter((area) => area !== undefined),
  );
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
        const spread = column.spread[place] ?? NaN;
        for (const { level, change, counts } of areasOf[place] ?? []) {
          counts[Number.isNaN(value) ? 1 : 0]++;
          if (!(spread > 0)) continue;
          level.push((value - (column.value[place] ?? NaN)) / spread);
          change.push((value - (values[place * steps + at - perHour] ?? NaN)) / spread);
        }
      }
    }
  }
  return new Map(
    Array.from(areas, ([area, { level, change, counts }]) => [
      area,
      {
        level: Float32Array.from(level),
        change: Float32Array.from(change),
        missing: Uint32Array.from(counts),
      },
    ]),
  );
}

/** The districts that are looked at beside the whole city; none where they would say the same. */
export function districtsOf({ districts }: Pick<Scene, 'districts'>): readonly string[] {
  const all = [...new Set(districts)];
  return all.length < 2 ? [] : all.filter((district) => district !== '').sort();
}
