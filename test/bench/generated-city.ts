import type { SeriesRecord, WindowRecord } from '../../main/common/contract/compute-contract.ts';
import { stepCalendar } from '../../main/forecast/origin/calendar.ts';

const stepSeconds = 300;
const stepsPerDay = 288;
export const setting = { topic: 'traffic', stepSeconds, horizonSteps: 12 } as const;

/** Speeds of a city of so many places that nobody measured, as the engine hands them to a compute host. */
export class GeneratedCity {
  readonly #names: readonly string[];

  constructor(places: number) {
    this.#names = Array.from({ length: places }, (_, place) => `S${place}`);
  }

  series(steps: number): SeriesRecord {
    return {
      places: [...this.#names],
      start: 0,
      stepSeconds,
      steps,
      values: this.#grid(0, steps),
      calendar: stepCalendar(0, stepSeconds, steps, 'UTC'),
      links: this.#noLinks(),
      covariates: [],
    };
  }

  /** What may be seen at a step: an hour back, and the same time of yesterday and last week. */
  windowAt(step: number): WindowRecord {
    const { horizonSteps } = setting;
    return {
      places: [...this.#names],
      asOf: step * stepSeconds * 1000,
      stepSeconds,
      historySteps: 12,
      horizonSteps,
      history: this.#grid(step - 12, 12),
      historyCalendar: stepCalendar((step - 12) * stepSeconds * 1000, stepSeconds, 12, 'UTC'),
      horizonCalendar: stepCalendar(step * stepSeconds * 1000, stepSeconds, horizonSteps, 'UTC'),
      sameTime: [1, 7].map((daysBefore) => ({
        daysBefore,
        values: this.#grid(step - daysBefore * stepsPerDay, horizonSteps),
      })),
      links: this.#noLinks(),
      covariates: [],
    };
  }

  #grid(from: number, length: number): Float32Array {
    return Float32Array.from({ length: this.#names.length * length }, (_, cell) => {
      const place = Math.floor(cell / length);
      const step = from + (cell % length);
      return 55 + 8 * Math.sin(step / 46 + place) + ((step * 31 + place * 17) % 7);
    });
  }

  #noLinks(): WindowRecord['links'] {
    return {
      type: 'adjacency',
      offsets: new Uint32Array(this.#names.length + 1),
      targets: new Uint32Array(0),
      weights: new Float32Array(0),
    };
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
