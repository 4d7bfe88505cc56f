import type { WeatherValue } from '../../common/rows/surroundings.ts';
import type { Grid } from './grid.ts';
import { KnownWeather } from './known-weather.ts';

/** How far ahead of the end of a step the covariates called `-ahead` look, milliseconds. */
const aheadMilliseconds = 3_600_000;
/** Visibility below this is fog, metres. */
const clearMetres = 1000;

/** City-wide columns `[step]` of rain and fog. */
export function weatherColumns(
  grid: Grid,
  values: readonly WeatherValue[],
): ReadonlyMap<string, Float32Array> {
  const rain = new KnownWeather(values.filter(({ metric }) => metric === 'rain'));
  const visibility = new KnownWeather(values.filter(({ metric }) => metric === 'visibility'));
  const fog = (metres: number): number => Math.max(0, clearMetres - metres);
  return new Map([
    ['rain-now', along(grid, (knownAt) => rain.at(knownAt, knownAt))],
    ['rain-ahead', along(grid, (knownAt) => rain.at(knownAt + aheadMilliseconds, knownAt))],
    ['fog-now', along(grid, (knownAt) => fog(visibility.at(knownAt, knownAt)))],
    ['fog-ahead', along(grid, (knownAt) => fog(visibility.at(knownAt + aheadMilliseconds, knownAt)))],
  ]);
}

/** @param value of the instant at which a step ends */
function along({ from, steps, stepMilliseconds }: Grid, value: (knownAt: number) => number): Float32Array {
  return Float32Array.from({ length: steps }, (_, step) => value(from + (step + 1) * stepMilliseconds));
}
