import { adaptedWidth, widen } from '../../models/intervals/adaptive.ts';
import type { ForecastRecord } from '../common/contract/compute-contract.ts';
import { medianIndex, quantileLevels } from '../common/quantiles.ts';
import { bandOf } from '../common/regimes.ts';
import { widthKey, type IntervalWidths } from '../common/rows/interval-widths.ts';
import { touchedSpans } from './actions/touched.ts';
import type { ForecastStore } from './ports.ts';
import { pairOf, regimeOf } from './stand-ins.ts';
import type { Serving } from './runs.ts';
import type { Scene } from './scene.ts';

const levels = quantileLevels.length;

/**
 * How wide intervals are to be from `asOf` on: as wide as in the last run, and wider or narrower by what has come true since then, for each
 * part of the horizon and regime. Truth that had not been received by `asOf` plays no part.
 */
export async function widthsAt(
  store: ForecastStore,
  scene: Scene,
  serving: Serving,
  asOf: number,
): Promise<IntervalWidths> {
  const pair = pairOf(serving);
  const last = await store.runs.latest(scene.topic, asOf, ['live', 'hindcast'], serving.shown);
  if (last === undefined) return {};
  const { widths } = last;
  if (last.asOf >= asOf) return widths;
  const horizon = last.steps * last.stepSeconds * 1000;
  const misses = await store.scores.missesByCell({
    ...pair,
    topic: scene.topic,
    kinds: ['live', 'hindcast'],
    series: null,
    from: Math.max(last.asOf - horizon, serving.shown.trainedTo),
    to: asOf,
    since: last.asOf,
    leftOut: touchedSpans(scene, 'forecast'),
  });
  const minutes = (asOf - last.asOf) / 60_000;
  const changed = misses.map((cell) => {
    const key = widthKey(cell);
    return [key, adaptedWidth(widths[key] ?? 1, cell, minutes)] as const;
  });
  return { ...widths, ...Object.fromEntries(changed) };
}

/** A forecast with its intervals so wide. @param isDisturbed `[place of the window]` */
export function withWidths(
  forecast: ForecastRecord,
  widths: IntervalWidths,
  isDisturbed: Uint8Array,
): ForecastRecord {
  if (Object.keys(widths).length === 0) return forecast;
  const { horizonSteps } = forecast;
  const quantiles = forecast.quantiles.slice();
  forecast.places.forEach((place, row) => {
    const regime = regimeOf(isDisturbed[place]);
    for (let step = 0; step < horizonSteps; step++) {
      const width = widths[widthKey({ band: bandOf(step + 1, horizonSteps), regime })];
      if (width === undefined) continue;
      const from = (row * horizonSteps + step) * levels;
      widen(quantiles.subarray(from, from + levels), medianIndex, width);
    }
  });
  return { ...forecast, quantiles };
}
