import { adaptedPlaceWidth, adaptedWidth, widen } from '../../../models/intervals/adaptive.ts';
import type { ForecastRecord } from '../../common/contract/compute-contract.ts';
import { medianIndex, quantileLevels } from '../../common/quantiles.ts';
import { bandOf } from '../../common/regimes.ts';
import { ownWidths, widthKey, type RunWidths } from '../../common/rows/interval-widths.ts';
import type { Misses } from '../../common/rows/misses.ts';
import { touchedSpans } from '../actions/touched.ts';
import type { Origin } from '../origin/origin.ts';
import type { ForecastStore } from '../ports.ts';
import { pairOf, regimeOf } from './stand-ins.ts';
import type { Serving } from './serving.ts';
import type { Scene } from '../scene.ts';

const levels = quantileLevels.length;

/** What is looked at of an origin. */
interface Seen extends Pick<Origin, 'isDisturbed'> {
  readonly window: Pick<Origin['window'], 'history' | 'historySteps'>;
}

/**
 * How wide intervals are to be from `asOf` on: as wide as in the last run, and wider or narrower by what has come true since then, for each
 * part of the horizon and regime, and for each series. Truth that had not been received by `asOf` plays no part.
 */
export async function widthsAt(
  store: ForecastStore,
  scene: Scene,
  serving: Serving,
  asOf: number,
): Promise<RunWidths> {
  const pair = pairOf(serving);
  const last = await store.runs.latest(scene.topic, asOf, ['live', 'hindcast'], serving.shown);
  if (last === undefined) return ownWidths;
  const widths = { cells: last.widths, series: await store.runs.seriesWidths(last.runId) };
  if (last.asOf >= asOf) return widths;
  const horizon = last.steps * last.stepSeconds * 1000;
  const misses = await store.scores.misses({
    ...pair,
    topic: scene.topic,
    kinds: ['live', 'hindcast'],
    series: null,
    from: Math.max(last.asOf - horizon, serving.shown.trainedTo),
    to: asOf,
    since: last.asOf,
    leftOut: touchedSpans(scene, 'forecast'),
  });
  return followed(widths, misses, (asOf - last.asOf) / 60_000);
}

/** Widths after more truth has come in. @param minutes how much time it covers */
export function followed(widths: RunWidths, misses: Misses, minutes: number): RunWidths {
  const cells = misses.cells.map((cell) => {
    const key = widthKey(cell);
    return [key, adaptedWidth(widths.cells[key] ?? 1, cell, minutes)] as const;
  });
  const series = misses.series.map(
    (one) => [one.seriesId, adaptedPlaceWidth(widths.series.get(one.seriesId) ?? 1, one, minutes)] as const,
  );
  return {
    cells: { ...widths.cells, ...Object.fromEntries(cells) },
    series: new Map([...widths.series, ...series]),
  };
}

/**
 * A forecast with its intervals so wide. A place of which the window holds nothing has those of all places: what was learned of it was
 * learned while it was heard.
 */
export function withWidths(
  forecast: ForecastRecord,
  widths: RunWidths,
  { window, isDisturbed }: Seen,
  { series }: { readonly series: readonly Pick<Scene['series'][number], 'seriesId'>[] },
): ForecastRecord {
  if (Object.keys(widths.cells).length === 0 && widths.series.size === 0) return forecast;
  const { horizonSteps } = forecast;
  const quantiles = forecast.quantiles.slice();
  forecast.places.forEach((place, row) => {
    const regime = regimeOf(isDisturbed[place]);
    const ofPlace = isHeard(window, place) ? (widths.series.get(series[place]?.seriesId ?? -1) ?? 1) : 1;
    for (let step = 0; step < horizonSteps; step++) {
      const ofCell = widths.cells[widthKey({ band: bandOf(step + 1, horizonSteps), regime })] ?? 1;
      const from = (row * horizonSteps + step) * levels;
      widen(quantiles.subarray(from, from + levels), medianIndex, ofCell * ofPlace);
    }
  });
  return { ...forecast, quantiles };
}

function isHeard({ history, historySteps }: Seen['window'], place: number): boolean {
  const own = history.subarray(place * historySteps, (place + 1) * historySteps);
  return own.some((value) => !Number.isNaN(value));
}
