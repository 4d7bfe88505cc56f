import type { ComputeMessages } from '../../common/contract/compute-contract.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { CallOptions } from '../../common/contract/client.ts';
import { MetropoleError } from '../../common/errors.ts';
import { convert, metrics, type Unit } from '../../common/metrics.ts';
import { barsFor } from '../../../models/evaluation/bars.ts';
import { withoutActions } from '../actions/without-actions.ts';
import { hashOf, type Scene } from '../scene.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import { seriesFromStore } from '../origin/window.ts';

type Evaluation = ResponseOf<EngineMessages, 'forecast.evaluate'>;

/**
 * Accuracy of every benchmark and model on everything that is loaded and no action touches, by the published protocol, in the data's
 * unit.
 *
 * @throws MetropoleError `model-unknown` for a name that no forecaster has, `forecast-no-data` when there is nothing to judge by
 */
export async function evaluateModels(
  store: ForecastStore,
  training: Compute,
  scene: Scene,
  request: {
    readonly split: 'validation' | 'test';
    readonly models?: readonly string[] | undefined;
    readonly faults: boolean;
  },
  options: CallOptions,
): Promise<Evaluation> {
  if (request.models !== undefined) await refuseUnknown(training, scene, request.models, options);
  const measured = await seriesFromStore(store, scene, scene.span.from, scene.span.to);
  const series = withoutActions(measured, scene);
  const models = request.models === undefined ? null : [...request.models];
  const { topic, setting } = scene;
  const faults = request.faults
    ? await training.call(
        'compute.faults',
        { topic, series, split: request.split, horizonSteps: setting.horizonSteps, models },
        options,
      )
    : { rows: [] };
  const { rows } = request.faults
    ? { rows: [] }
    : await training.call(
        'compute.evaluate',
        {
          topic: scene.topic,
          series,
          split: request.split,
          models,
          breakdown: breakdownIn(scene.unit),
        },
        options,
      );
  if (rows.some(({ cells }) => cells.some(({ scores }) => !Number.isFinite(scores['rmse']?.mean))))
    throw new MetropoleError('forecast-no-data');
  const dataHash = readingsHash(scene);
  return {
    unit: scene.unit,
    split: request.split,
    dataHash,
    bars: barsFor(dataHash).map(({ minutes, rmse, maeMedian, pinballOfFive, recall }) => ({
      minutes,
      rootMeanSquaredError: rmse,
      meanAbsoluteErrorOfMedian: maeMedian,
      pinballOfFive,
      recall,
    })),
    faults: faults.rows.map((row) => faultRow(row, series.stepSeconds / 60)),
    places: scene.series.length,
    timeSteps: series.steps,
    rows: rows.map(({ model, title, kind, cells }) => ({
      model,
      title,
      isBenchmark: kind === 'benchmark',
      horizons: cells.map(({ horizonSteps, windows, scores, breakdowns, againstBenchmark }) => ({
        minutes: (horizonSteps * series.stepSeconds) / 60,
        windows,
        rootMeanSquaredError: scores['rmse']?.mean ?? NaN,
        meanAbsoluteError: scores['mae']?.mean ?? NaN,
        pinball: finite(scores['pinball']?.mean),
        pinballOfFive: finite(scores['pinballOfFive']?.mean),
        coverage: finite(scores['coverage']?.mean),
        width: finite(scores['width']?.mean),
        coverageCongested: finite(scores['coverageCongested']?.mean),
        widthCongested: finite(scores['widthCongested']?.mean),
        coveragePeaks: finite(scores['coveragePeaks']?.mean),
        widthPeaks: finite(scores['widthPeaks']?.mean),
        coverageWorstPlaces: finite(scores['coverageWorstPlaces']?.mean),
        widthWorstPlaces: finite(scores['widthWorstPlaces']?.mean),
        meanAbsoluteErrorOfMedian: finite(scores['maeMedian']?.mean),
        rootMeanSquaredErrorSpread: finite(scores['rmse']?.spread),
        meanAbsoluteErrorSpread: finite(scores['mae']?.spread),
        breakdowns: breakdowns && {
          recall: finite(breakdowns.recall),
          precision: finite(breakdowns.precision),
          falseAlarmsPerDay: finite(breakdowns.falseAlarmsPerDay),
          leadMinutes: finite(breakdowns.leadMinutes),
          situations: breakdowns.situations,
        },
        againstBenchmark:
          againstBenchmark && Number.isFinite(againstBenchmark.difference) ? againstBenchmark : null,
      })),
    })),
  };
}

/** sha256 of the file of readings; of several, one over theirs. */
export function readingsHash({ sources }: Pick<Scene, 'sources'>): string {
  const readings = sources.filter(({ from }) => from !== null);
  const [only] = readings;
  return readings.length === 1 && only ? only.sha256 : hashOf(readings.map(({ sha256 }) => sha256));
}

type FaultRow = ResponseOf<ComputeMessages, 'compute.faults'>['rows'][number];

function faultRow({ horizons, ...row }: FaultRow, stepMinutes: number): Evaluation['faults'][number] {
  const group = ({
    maeMedian,
    coverage,
    width,
  }: FaultRow['horizons'][number]['sound']): Evaluation['faults'][number]['horizons'][number]['sound'] => ({
    meanAbsoluteErrorOfMedian: finite(maeMedian),
    coverage: finite(coverage),
    width: finite(width),
  });
  return {
    ...row,
    horizons: horizons.map(({ horizonSteps, sound, faulty, notFinite }) => ({
      minutes: horizonSteps * stepMinutes,
      sound: group(sound),
      faulty: group(faulty),
      notFinite,
    })),
  };
}

/** A breakdown of traffic: from at least 50 to below 40 miles per hour. Null where no speed is measured. */
function breakdownIn(unit: Unit): { from: number; below: number } | null {
  if (!metrics.speed.units.some((known) => known === unit)) return null;
  return { from: convert(50, 'mph', unit), below: convert(40, 'mph', unit) };
}

/** A misspelt name must not look like a model without results. */
async function refuseUnknown(
  training: Compute,
  scene: Scene,
  models: readonly string[],
  options: CallOptions,
): Promise<void> {
  const { declarations } = await training.call('compute.declarations', scene.setting, options);
  const unknown = models.find(
    (model) => !declarations.some(({ id, name }) => id === model || name === model),
  );
  if (unknown === undefined) return;
  const known = declarations.map(({ name }) => name).join(', ');
  throw new MetropoleError('model-unknown', { model: unknown, known });
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
