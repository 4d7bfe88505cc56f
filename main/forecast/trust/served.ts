import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import { bandOf } from '../../common/regimes.ts';
import { isAsShipped } from '../../common/rows/models.ts';
import type { ForecastStore, ForecastTable, ModelRow, RunRow } from '../ports.ts';
import { approvedOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { standInRecord } from './stand-in-records.ts';
import { regimeOf, standInOf } from '../runs/stand-ins.ts';

/** Who made what is shown of a place, and whom a benchmark stands in for. */
type Served = Pick<Drilldown, 'servedBy' | 'insteadOf'>;

const nobody: Served = { servedBy: null, insteadOf: null };

/**
 * Who made a forecast that is shown.
 * @param models all of the topic
 * @param said everything that the run said of the series
 * @param index position of the series in the scene
 * @param at start of the interval that is forecast, epoch milliseconds
 */
export async function servedAt(
  store: Pick<ForecastStore, 'standIns'>,
  scene: Scene,
  run: RunRow,
  models: readonly ModelRow[],
  said: ForecastTable,
  index: number,
  at: number,
): Promise<Served> {
  const { columns } = said;
  const row = columns.targetAt.indexOf(at);
  const model = modelOfRun(models, run);
  if (row === -1 || model === undefined) return nobody;
  const isInstead = columns.servedBy[row] !== run.modelId;
  const benchmark = approvedOf(models).find(({ modelId }) => modelId === columns.servedBy[row]);
  const shown = isInstead ? benchmark : model;
  const servedBy =
    shown === undefined
      ? null
      : {
          model: shown.modelId,
          version: shown.version,
          isBenchmark: shown.isBenchmark,
          isJudgedBesideNetwork: approvedOf(models).some(({ isBenchmark }) => !isBenchmark),
          isAsShipped: isAsShipped(shown),
          trainedTo: shown.trainedTo,
        };
  if (!isInstead) return { servedBy, insteadOf: null };
  const decision = standInOf(await store.standIns.at(run, run.asOf), {
    placeGroup: scene.districts[index] ?? '',
    band: bandOf(columns.step[row] ?? 0, run.steps),
    regime: regimeOf(columns.isDisturbed[row]),
  });
  return {
    servedBy,
    insteadOf: {
      model: run.modelId,
      value: columns.modelMedian[row] ?? NaN,
      lower: columns.modelLower[row] ?? NaN,
      upper: columns.modelUpper[row] ?? NaN,
      because:
        decision === undefined
          ? null
          : standInRecord(decision, columns.servedBy[row] ?? run.benchmarkId, scene),
    },
  };
}

/** The fit that a run was made with, shown or not. */
export function modelOfRun(
  models: readonly ModelRow[],
  run: Pick<RunRow, 'modelId' | 'modelVersion'>,
): ModelRow | undefined {
  return models.find(({ modelId, version }) => modelId === run.modelId && version === run.modelVersion);
}
