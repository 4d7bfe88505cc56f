import { join } from 'node:path';
import { congestionLimit } from '../../../models/evaluation/congestion.ts';
import { isPeak, ScoreSheet, type Scores } from '../../../models/evaluation/metrics.ts';
import { quantileOfSorted } from '../../../models/intervals/quantile.ts';
import { seriesUntil } from '../../../models/series/series.ts';
import type { CallOptions } from '../../common/contract/client.ts';
import type { ForecastRecord, SeriesRecord } from '../../common/contract/compute-contract.ts';
import type { IntervalReplay } from '../../common/contract/messages/intervals.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import { lowerIndex, quantileLevels, upperIndex } from '../../common/quantiles.ts';
import { bandOf, horizonBands } from '../../common/regimes.ts';
import { ownWidths, widthKey, type RunWidths } from '../../common/rows/interval-widths.ts';
import type { CellMisses, Misses, SeriesMisses } from '../../common/rows/misses.ts';
import { readingsHash } from './evaluation.ts';
import { fittingData } from '../fitting/fitting.ts';
import { followed, withWidths } from '../runs/interval-widths.ts';
import { originOf } from '../origin/origin.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import { shownOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { regimeOf } from '../runs/stand-ins.ts';
import type { UsualBook } from '../origin/usual.ts';
import { windowForAll } from '../origin/window.ts';

const levels = quantileLevels.length;

/** What a replay works with. */
export interface ReplayTools {
  readonly store: ForecastStore;
  readonly forecasting: Compute;
  readonly usual: UsualBook;
}

/** What was said at an origin: with intervals as the model says them, and as they follow the truth. */
interface Said {
  readonly originStep: number;
  readonly own: ForecastRecord;
  readonly shown: ForecastRecord;
  /** `[place]` */
  readonly isDisturbed: Uint8Array;
}

/**
 * Lets the shown version forecast once more from every step of the data that it has not learned from, its intervals once as it says them
 * and once wider or narrower by what had come true by then, and counts how often each held the truth. An origin sees what had been
 * received by it, and widths follow the truth of the steps that ended since the origin before, as far as it had been received. They
 * begin as the model says them. What actions touch plays no part.
 *
 * @throws MetropoleError `forecast-no-model`, `forecast-no-data` where nothing is left that it has not learned from, `aborted`
 */
export async function replayIntervals(
  tools: ReplayTools,
  scene: Scene,
  { signal, onProgress }: CallOptions,
): Promise<IntervalReplay> {
  const { store } = tools;
  const model = shownOf(await store.models.list(scene.topic));
  if (model === undefined) throw new MetropoleError('forecast-no-model', { model: scene.topic });
  const { series } = await fittingData(store, scene);
  const step = series.stepSeconds * 1000;
  const first = Math.max(0, Math.ceil((model.trainedTo - series.start) / step));
  const last = series.steps - scene.setting.horizonSteps;
  if (first > last) throw new MetropoleError('forecast-no-data');
  const limit = congestionLimit(seriesUntil(series, first).values);
  const own = new Tables(series, limit, scene.setting.horizonSteps);
  const following = new Tables(series, limit, scene.setting.horizonSteps);
  let widths = ownWidths;
  let lately: readonly Said[] = [];
  for (let originStep = first; originStep <= last; originStep++) {
    throwIfAborted(signal);
    const asOf = series.start + originStep * step;
    const window = await windowForAll(store, scene, asOf, tools.forecasting, signal);
    const latest = (place: number): number => window.history[(place + 1) * window.historySteps - 1] ?? NaN;
    if (lately.length > 0) {
      const misses = missesOf(lately, originStep - 1, latest, series, scene);
      widths = followed(widths, misses, series.stepSeconds / 60);
    }
    const origin = await originOf(tools.usual, scene, window);
    const request = {
      model: model.modelId,
      setting: scene.setting,
      stateFile: stateOf(store, model),
      window,
    };
    const { forecast } = await tools.forecasting.call(
      'compute.run',
      { ...request, priority: 'background' },
      { signal },
    );
    const shown = withWidths(forecast, widths, origin, scene);
    const said = { originStep, own: forecast, shown, isDisturbed: origin.isDisturbed };
    own.add(said.own, originStep);
    following.add(said.shown, originStep);
    lately = [...lately, said].slice(-scene.setting.horizonSteps);
    onProgress?.({
      fraction: (originStep - first + 1) / (last - first + 1),
      stage: 'evaluating',
      parameters: { model: model.modelId },
    });
  }
  return {
    ...{ unit: scene.unit, dataHash: readingsHash(scene), model: model.modelId, version: model.version },
    ...{
      from: series.start + first * step,
      to: series.start + series.steps * step,
      origins: last - first + 1,
    },
    places: series.places.length,
    own: own.horizons(),
    following: following.horizons(),
    widths: Object.entries(widths.cells).map(([cell, width]) => ({ cell, width })),
    seriesWidths: spreadOf(widths),
  };
}

function stateOf(store: ForecastStore, { stateFile }: ModelRow): string {
  return join(store.folder.models, stateFile);
}

/** The least, the middle and the greatest width of a series; null where none is known. */
function spreadOf({ series }: RunWidths): IntervalReplay['seriesWidths'] {
  const sorted = Float64Array.from(series.values()).sort();
  if (sorted.length === 0) return null;
  const [least, median, most] = [0, 0.5, 1].map((level) => quantileOfSorted(sorted, level));
  return { least: least ?? NaN, median: median ?? NaN, most: most ?? NaN };
}

/** How often what was said missed the truth of one more step that has come in. @param latest what had been received of it at each place */
function missesOf(
  lately: readonly Said[],
  targetStep: number,
  latest: (place: number) => number,
  series: SeriesRecord,
  scene: Scene,
): Misses {
  const cells = new Map<string, CellMisses>();
  const ofSeries = new Map<number, SeriesMisses>();
  for (const { originStep, shown, isDisturbed } of lately) {
    const ahead = targetStep - originStep;
    const { places, quantiles, horizonSteps } = shown;
    places.forEach((place, row) => {
      const isKept = !Number.isNaN(series.values[place * series.steps + targetStep]);
      const truth = isKept ? latest(place) : NaN;
      const at = (row * horizonSteps + ahead) * levels;
      const lower = quantiles[at + lowerIndex] ?? NaN;
      if (Number.isNaN(truth) || Number.isNaN(lower)) return;
      const missed = truth < lower || truth > (quantiles[at + upperIndex] ?? NaN) ? 1 : 0;
      const cell = { band: bandOf(ahead + 1, horizonSteps), regime: regimeOf(isDisturbed[place]) };
      const seriesId = scene.series[place]?.seriesId ?? 0;
      count(cells, widthKey(cell), { ...cell, count: 1, missed });
      count(ofSeries, seriesId, { seriesId, count: 1, missed });
    });
  }
  return { cells: [...cells.values()], series: [...ofSeries.values()] };
}

function count<K, M extends { readonly count: number; readonly missed: number }>(
  counted: Map<K, M>,
  key: K,
  more: M,
): void {
  const before = counted.get(key);
  counted.set(key, {
    ...more,
    count: more.count + (before?.count ?? 0),
    missed: more.missed + (before?.missed ?? 0),
  });
}

/** Scores up to the end of each part of the horizon. */
class Tables {
  readonly #series: SeriesRecord;
  readonly #sheets: readonly { readonly steps: number; readonly sheet: ScoreSheet }[];

  constructor(series: SeriesRecord, congestedBelow: number, horizonSteps: number) {
    this.#series = series;
    const ends = Array.from({ length: horizonBands }, (_, band) =>
      Math.max(1, Math.round(((band + 1) / horizonBands) * horizonSteps)),
    );
    this.#sheets = [...new Set(ends)].map((steps) => ({
      steps,
      sheet: new ScoreSheet(series.places.length, congestedBelow),
    }));
  }

  add({ places, mean, quantiles, horizonSteps }: ForecastRecord, originStep: number): void {
    const { values, steps, calendar } = this.#series;
    places.forEach((place, row) => {
      for (let ahead = 0; ahead < horizonSteps; ahead++) {
        const target = originStep + ahead;
        const truth = values[place * steps + target] ?? NaN;
        const at = row * horizonSteps + ahead;
        const inPeak = isPeak(calendar.minuteOfDay[target] ?? 0);
        for (const { steps: end, sheet } of this.#sheets)
          if (ahead < end) sheet.add(place, truth, mean[at] ?? NaN, quantiles, at * levels, inPeak);
      }
    });
  }

  horizons(): IntervalReplay['own'] {
    return this.#sheets.map(({ steps, sheet }) => {
      const scores = sheet.scores();
      const part = (coverage: keyof Scores, width: keyof Scores) => ({
        coverage: finite(scores[coverage]),
        width: finite(scores[width]),
      });
      return {
        minutes: (steps * this.#series.stepSeconds) / 60,
        count: scores.count,
        pinball: finite(scores.pinball),
        all: part('coverage', 'width'),
        congested: part('coverageCongested', 'widthCongested'),
        peaks: part('coveragePeaks', 'widthPeaks'),
        worstPlaces: part('coverageWorstPlaces', 'widthWorstPlaces'),
      };
    });
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
