import type { Series } from './series.ts';
import { seriesUntil } from './series.ts';

/** One fold: learn on `training`, be judged on origins from `from` to before `end` of the whole series. */
export interface Fold {
  readonly training: Series;
  readonly from: number;
  readonly end: number;
}

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
export function foldOrigins({ from, end, training }: Fold): number[] {
  return judgedOrigins(from, end, { places: training.places.length, atMost: originsPerFold });
}

/** What is judged of a fold at most; the rest is skipped evenly. */
const originsPerFold = 200;

/** So many forecasts of a place say how good a model is; a large city gives them in fewer origins. */
const enoughForecasts = 400_000;

/** However many places there are, the hours of a day have to be among the origins. */
const leastOrigins = 24;

/** How many origins of a fold are judged at most. */
export function judgedOriginsAtMost(places: number): number {
  return originsWanted(places, originsPerFold);
}

function originsWanted(places: number, atMost: number): number {
  const enough = Math.ceil(enoughForecasts / Math.max(places, 1));
  return Math.min(Math.max(enough, leastOrigins), atMost);
}

/** Origins from one step to before another, at most so many, evenly thinned; fewer where there are many places. */
export function judgedOrigins(
  from: number,
  end: number,
  { places, atMost }: { readonly places: number; readonly atMost: number },
): number[] {
  const wanted = originsWanted(places, atMost);
  const stride = Math.max(Math.ceil((end - from) / wanted), 1);
  const origins: number[] = [];
  for (let origin = from; origin < end; origin += stride) origins.push(origin);
  return origins;
}
