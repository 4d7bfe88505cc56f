import type { Series } from './series.ts';
import { seriesUntil } from './series.ts';

/** One fold: learn on `training`, be judged on origins from `from` to before `end` of the whole series. */
export interface Fold {
  readonly training: Series;
  readonly from: number;
  readonly end: number;
}

/** At most this many origins of a fold are judged; the rest is skipped evenly. */
const originsPerFold = 200;

/**
 * Rolling origin: learn on the first half, be judged on the third quarter; learn on three quarters, be judged on the last. A series
 * too short for that is judged on what it learned from, in one fold.
 */
export function rollingOriginFolds(series: Series, historySteps: number, horizonSteps: number): Fold[] {
  const quarter = Math.floor(series.steps / 4);
  const last = series.steps - horizonSteps;
  if (2 * quarter < 3 * (historySteps + horizonSteps))
    return [{ training: series, from: historySteps, end: last + 1 }];
  return [
    { training: seriesUntil(series, 2 * quarter), from: 2 * quarter, end: 3 * quarter - horizonSteps + 1 },
    { training: seriesUntil(series, 3 * quarter), from: 3 * quarter, end: last + 1 },
  ];
}

/** The origins of a fold that are judged. */
export function foldOrigins(fold: Fold): number[] {
  const stride = Math.max(Math.ceil((fold.end - fold.from) / originsPerFold), 1);
  const origins: number[] = [];
  for (let origin = fold.from; origin < fold.end; origin += stride) origins.push(origin);
  return origins;
}
