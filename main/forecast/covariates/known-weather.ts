import type { WeatherValue } from '../../common/rows/surroundings.ts';

/** How long a measurement speaks for what comes after it where no forecast does, milliseconds. */
const holdsFor = 2 * 3_600_000;

/** One metric as it was known at any time. */
export class KnownWeather {
  readonly #measured: readonly WeatherValue[];
  /** Forecasts of an interval, by its start, the first issued first. */
  readonly #forecasts = new Map<number, WeatherValue[]>();
  readonly #forecastStarts: readonly number[];

  /** @param values in the order of their starts, and of when they were known */
  constructor(values: readonly WeatherValue[]) {
    this.#measured = values.filter(({ isForecast }) => !isForecast);
    for (const value of values.filter(({ isForecast }) => isForecast)) {
      const issued = this.#forecasts.get(value.startsAt) ?? [];
      issued.push(value);
      this.#forecasts.set(value.startsAt, issued);
    }
    this.#forecastStarts = [...this.#forecasts.keys()];
  }

  /** What was known at `knownAt` of the weather at `at`: measured, else forecast last, else measured shortly before; NaN. */
  at(at: number, knownAt: number): number {
    const last = lastUpTo(this.#measured, at, ({ startsAt }) => startsAt);
    const measured = this.#measured[last];
    if (measured !== undefined && at < measured.endsAt && measured.knownAt <= knownAt) return measured.value;
    const start = this.#forecastStarts[lastUpTo(this.#forecastStarts, at, (begin) => begin)];
    const issued = start === undefined ? [] : (this.#forecasts.get(start) ?? []);
    const forecast = issued.findLast((one) => one.knownAt <= knownAt && at < one.endsAt);
    if (forecast !== undefined) return forecast.value;
    for (let index = last; index >= 0; index--) {
      const before = this.#measured[index];
      if (before === undefined || at - before.endsAt > holdsFor) break;
      if (before.knownAt <= knownAt) return before.value;
    }
    return NaN;
  }
}

/** Position of the last entry whose start is not after `at`; -1 where there is none. Entries ascend. */
function lastUpTo<T>(entries: readonly T[], at: number, startOf: (entry: T) => number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && startOf(entry) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
