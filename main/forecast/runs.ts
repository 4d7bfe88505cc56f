import type { ForecastRecord, Priority, WindowRecord } from '../common/contract/compute-contract.ts';
import { MetropoleError } from '../common/errors.ts';
import { metrics } from '../common/metrics.ts';
import { lowerIndex, medianIndex, quantileLevels, upperIndex } from '../common/quantiles.ts';
import type { Compute, ModelRow, NewRun, RunKind } from './ports.ts';
import type { Scene } from './scene.ts';

/** The two forecasters behind every run: the one that is shown and the benchmark that stands beside it. */
export interface Serving {
  readonly shown: ModelRow;
  readonly benchmark: ModelRow;
}

/** Of the approved models the shown one and, of the others, the benchmark with the lowest validation loss; null while there is none. */
export function servingOf(models: readonly ModelRow[]): Serving | null {
  const approved = approvedOf(models);
  const shown = approved.find((model) => model.isShown);
  const benchmark = approved
    .filter((model) => model.isBenchmark && model !== shown)
    .sort((one, other) => (one.validationPinball ?? Infinity) - (other.validationPinball ?? Infinity))[0];
  if (shown === undefined) return null;
  return { shown, benchmark: benchmark ?? shown };
}

/** Those that may serve. */
export function approvedOf(models: readonly ModelRow[]): readonly ModelRow[] {
  return models.filter(({ state }) => state === 'approved');
}

/** Marks the one with the lowest validation loss as shown. */
export function withBestShown(models: readonly ModelRow[]): readonly ModelRow[] {
  const loss = (model: ModelRow): number => model.validationPinball ?? Infinity;
  const best = models.reduce<ModelRow | undefined>(
    (lowest, model) => (lowest === undefined || loss(model) < loss(lowest) ? model : lowest),
    undefined,
  );
  return models.map((model) => ({ ...model, isShown: model === best }));
}

/**
 * Makes a run with the forecasters that serve. One that gives no numbers is left out, and the next best takes its place.
 * @param onUnfit told of each that is left out
 * @throws MetropoleError `forecast-no-model` when nothing is fitted, `forecast-not-finite` when none is left, or as the run does
 */
export async function withFitModels<T>(
  models: readonly ModelRow[],
  make: (serving: Serving) => Promise<T>,
  onUnfit: (error: MetropoleError) => void,
): Promise<T> {
  const serving = servingOf(models);
  if (serving === null) throw new MetropoleError('forecast-no-model');
  try {
    return await make(serving);
  } catch (thrown) {
    const error = MetropoleError.from(thrown);
    const unfit = error.parameters['model'];
    const left = approvedOf(models).filter(({ modelId }) => modelId !== unfit);
    if (
      error.code !== 'forecast-not-finite' ||
      left.length === approvedOf(models).length ||
      left.length === 0
    )
      throw error;
    onUnfit(error);
    const isShownLeft = left.some(({ isShown }) => isShown);
    return await withFitModels(isShownLeft ? left : withBestShown(left), make, onUnfit);
  }
}

/**
 * One run: both forecasters on one window, laid out as the store keeps it. Places of which nothing is known have no rows.
 *
 * @param usualAt what is usual in each step of the horizon, `[series]`
 */
export async function makeRun(
  compute: Compute,
  scene: Scene,
  serving: Serving,
  window: WindowRecord,
  kind: RunKind,
  usualAt: readonly Float32Array[],
  stateFile: (model: ModelRow) => string,
  { priority, signal }: { readonly priority: Priority; readonly signal?: AbortSignal | undefined },
): Promise<NewRun> {
  const began = performance.now();
  const call = async (model: ModelRow): Promise<ForecastRecord> => {
    const request = { model: model.modelId, setting: scene.setting, stateFile: stateFile(model), window };
    const { forecast } = await compute.call('compute.run', { ...request, priority }, { signal });
    return metrics[scene.metric].negativeMakesSense ? forecast : withoutNegatives(forecast);
  };
  const shown = await call(serving.shown);
  const benchmark = serving.benchmark === serving.shown ? shown : await call(serving.benchmark);
  return {
    run: {
      kind,
      topic: scene.topic,
      asOf: window.asOf,
      createdAt: Date.now(),
      modelId: serving.shown.modelId,
      modelVersion: serving.shown.version,
      benchmarkId: serving.benchmark.modelId,
      steps: window.horizonSteps,
      stepSeconds: window.stepSeconds,
      places: scene.series.length,
      milliseconds: performance.now() - began,
    },
    forecasts: forecastColumns(scene, serving, window, shown, benchmark, usualAt),
  };
}

/** A speed below zero is nothing that can happen. */
function withoutNegatives(forecast: ForecastRecord): ForecastRecord {
  const atLeastZero = (value: number): number => (value < 0 ? 0 : value);
  return {
    ...forecast,
    mean: forecast.mean.map(atLeastZero),
    quantiles: forecast.quantiles.map(atLeastZero),
  };
}

function forecastColumns(
  scene: Scene,
  { shown: model }: Serving,
  window: WindowRecord,
  shown: ForecastRecord,
  benchmark: ForecastRecord,
  usualAt: readonly Float32Array[],
): NewRun['forecasts'] {
  const { horizonSteps } = window;
  const levels = quantileLevels.length;
  const benchmarkRow = new Map(Array.from(benchmark.places, (place, row) => [place, row]));
  const kept: { readonly place: number; readonly row: number }[] = [];
  shown.places.forEach((place, row) => {
    if (!Number.isNaN(shown.mean[row * horizonSteps])) kept.push({ place, row });
  });
  const count = kept.length * horizonSteps;
  const columns = {
    series: new Int32Array(count),
    step: new Int32Array(count),
    targetAt: new Float64Array(count),
    servedBy: model.modelId,
    mean: new Float32Array(count),
    quantiles: new Float32Array(count * levels),
    benchmark: new Float32Array(count).fill(NaN),
    benchmarkLower: new Float32Array(count).fill(NaN),
    benchmarkUpper: new Float32Array(count).fill(NaN),
    usual: new Float32Array(count).fill(NaN),
  };
  kept.forEach(({ place, row }, index) => {
    for (let step = 0; step < horizonSteps; step++) {
      const to = index * horizonSteps + step;
      const from = row * horizonSteps + step;
      columns.series[to] = scene.series[place]?.seriesId ?? 0;
      columns.step[to] = step + 1;
      columns.targetAt[to] = window.asOf + step * window.stepSeconds * 1000;
      columns.mean[to] = shown.mean[from] ?? NaN;
      columns.quantiles.set(shown.quantiles.subarray(from * levels, (from + 1) * levels), to * levels);
      columns.usual[to] = usualAt[step]?.[place] ?? NaN;
      const other = benchmarkRow.get(place);
      if (other === undefined) continue;
      const first = (other * horizonSteps + step) * levels;
      columns.benchmark[to] = benchmark.quantiles[first + medianIndex] ?? NaN;
      columns.benchmarkLower[to] = benchmark.quantiles[first + lowerIndex] ?? NaN;
      columns.benchmarkUpper[to] = benchmark.quantiles[first + upperIndex] ?? NaN;
    }
  });
  return columns;
}
