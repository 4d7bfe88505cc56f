import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { CallOptions } from '../common/contract/client.ts';
import { hashOf, type Scene } from './scene.ts';
import type { Compute, ForecastStore } from './ports.ts';
import { seriesFromStore } from './window.ts';

type Evaluation = ResponseOf<EngineMessages, 'forecast.evaluate'>;

/** Accuracy of every benchmark and model on everything that is loaded, by the published protocol, in the data's unit. */
export async function evaluateModels(
  store: ForecastStore,
  training: Compute,
  scene: Scene,
  request: { readonly split: 'validation' | 'test'; readonly models?: readonly string[] | undefined },
  options: CallOptions,
): Promise<Evaluation> {
  const series = await seriesFromStore(store, scene, scene.span.from, scene.span.to);
  const models = request.models === undefined ? null : [...request.models];
  const { rows } = await training.call(
    'compute.evaluate',
    { topic: scene.topic, series, split: request.split, models },
    options,
  );
  const readings = (await store.sources.list()).filter(({ format }) => format.startsWith('readings-'));
  const [only] = readings;
  return {
    unit: scene.unit,
    split: request.split,
    dataHash: readings.length === 1 && only ? only.sha256 : hashOf(readings.map(({ sha256 }) => sha256)),
    places: scene.series.length,
    timeSteps: series.steps,
    rows: rows.map(({ model, title, kind, cells }) => ({
      model,
      title,
      isBenchmark: kind === 'benchmark',
      horizons: cells.map(({ horizonSteps, windows, scores }) => ({
        minutes: (horizonSteps * series.stepSeconds) / 60,
        windows,
        rootMeanSquaredError: scores['rmse']?.mean ?? NaN,
        meanAbsoluteError: scores['mae']?.mean ?? NaN,
        pinball: finite(scores['pinball']?.mean),
        coverage: finite(scores['coverage']?.mean),
        coverageCongested: finite(scores['coverageCongested']?.mean),
        coverageWorstPlaces: finite(scores['coverageWorstPlaces']?.mean),
        meanAbsoluteErrorOfMedian: finite(scores['maeMedian']?.mean),
        rootMeanSquaredErrorSpread: finite(scores['rmse']?.spread),
        meanAbsoluteErrorSpread: finite(scores['mae']?.spread),
      })),
    })),
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
