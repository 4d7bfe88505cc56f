import { join } from 'node:path';
import type { ModelComparison } from '../../common/contract/messages/models.ts';
import { MetropoleError } from '../../common/errors.ts';
import { fittingData, judge } from '../fitting/fitting.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import type { Scene } from '../scene.ts';

/**
 * Judges versions on the same data: all that is loaded behind the end of what any of them has learned from.
 * @throws MetropoleError `forecast-no-data` where nothing is left that none has learned from
 */
export async function compareModels(
  { store, forecasting }: { readonly store: ForecastStore; readonly forecasting: Compute },
  scene: Scene,
  models: readonly ModelRow[],
  signal: AbortSignal | undefined,
): Promise<ModelComparison> {
  const { series } = await fittingData(store, scene);
  const step = series.stepSeconds * 1000;
  const learned = Math.max(...models.map(({ trainedTo }) => trainedTo));
  const fromStep = Math.max(0, Math.ceil((learned - series.start) / step));
  if (fromStep + scene.setting.horizonSteps > series.steps) throw new MetropoleError('forecast-no-data');
  const rows: ModelComparison['rows'] = [];
  for (const { modelId, version, stateFile } of models) {
    const state = join(store.folder.models, stateFile);
    const judged = await judge(forecasting, scene, modelId, state, series, fromStep, signal);
    if (judged === null) throw new MetropoleError('forecast-no-data');
    rows.push({ model: modelId, version, figures: judged.figures });
  }
  return { unit: scene.unit, from: series.start + fromStep * step, to: scene.span.to, rows, counts: null };
}
