import type { ForecastRecord, Priority } from '../../common/contract/compute-contract.ts';
import { metrics } from '../../common/metrics.ts';
import type { RunWidths } from '../../common/rows/interval-widths.ts';
import { benchmarkIdOf, benchmarkOf, benchmarksInUse } from './benchmarks.ts';
import { composed } from './composed-forecast.ts';
import { forecastColumns } from './forecast-columns.ts';
import { withWidths } from './interval-widths.ts';
import type { Origin } from '../origin/origin.ts';
import type { Compute, ModelRow, NewRun, RunKind } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { Serving } from './serving.ts';
import type { IsBenchmarkShown } from './stand-ins.ts';

/** What a run is made with, besides its origin. */
export interface RunCare {
  readonly kind: RunKind;
  readonly stateFile: (model: ModelRow) => string;
  readonly isBenchmarkShown: IsBenchmarkShown;
  readonly widths: RunWidths;
  readonly priority: Priority;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One run: all forecasters that serve on one window, laid out as the store keeps it, and for each place and step the one that is shown. Places of
 * which nothing is known have no rows.
 */
export async function makeRun(
  compute: Compute,
  scene: Scene,
  serving: Serving,
  origin: Origin,
  { kind, stateFile, isBenchmarkShown, widths, priority, signal }: RunCare,
): Promise<NewRun> {
  const began = performance.now();
  const { window } = origin;
  const call = async (model: ModelRow): Promise<ForecastRecord> => {
    const request = { model: model.modelId, setting: scene.setting, stateFile: stateFile(model), window };
    return (await compute.call('compute.run', { ...request, priority }, { signal })).forecast;
  };
  const possible = (forecast: ForecastRecord): ForecastRecord =>
    metrics[scene.metric].negativeMakesSense ? forecast : withoutNegatives(forecast);
  const own = await call(serving.shown);
  const model = possible(withWidths(own, widths, origin, scene));
  const beside = new Map<ModelRow, ForecastRecord>();
  for (const model of benchmarksInUse(serving))
    beside.set(model, model === serving.shown ? own : await call(model));
  const benchmark = possible(
    composed(beside, (place) => benchmarkOf(serving, scene.series[place]?.seriesId ?? 0)),
  );
  return {
    run: {
      kind,
      topic: scene.topic,
      asOf: window.asOf,
      createdAt: Date.now(),
      modelId: serving.shown.modelId,
      modelVersion: serving.shown.version,
      benchmarkId: benchmarkIdOf(serving),
      steps: window.horizonSteps,
      stepSeconds: window.stepSeconds,
      places: scene.series.length,
      milliseconds: performance.now() - began,
      widths: widths.cells,
    },
    seriesWidths: widths.series,
    forecasts: forecastColumns(scene, serving, origin, { model, benchmark }, isBenchmarkShown),
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
