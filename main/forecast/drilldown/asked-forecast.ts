import { join } from 'node:path';
import type { DeclarationRecord, ExplainedRecord } from '../../common/contract/compute-contract.ts';
import { MetropoleError } from '../../common/errors.ts';
import { alignedDown, shownEnd } from '../shown/clock.ts';
import type { Compute, ForecastStore, RunRow } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { modelOfRun } from '../trust/served.ts';
import { windowFromStore } from '../origin/window.ts';

/** The forecast that is shown of a place at a target, as the model's own question. */
export interface AskedForecast {
  readonly run: RunRow;
  readonly declaration: DeclarationRecord;
  readonly asked: ExplainedRecord;
}

/**
 * What the model was asked for what is shown of a place; null where nothing of it is a forecast, and of sums, which no model makes.
 * @throws MetropoleError `place-unknown`, `aborted`
 */
export async function askedForecast(
  { store, forecasting }: { readonly store: ForecastStore; readonly forecasting: Compute },
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
  signal?: AbortSignal,
): Promise<AskedForecast | null> {
  const place = scene.placeIds.indexOf(request.place);
  if (place < 0) {
    if (scene.sums.some(({ placeId }) => placeId === request.place)) return null;
    throw new MetropoleError('place-unknown', { place: request.place });
  }
  const targetAt = shownEnd(request.targetAt, now, scene);
  if (targetAt <= alignedDown(now, scene)) return null;
  const run = await store.runs.latest(scene.topic, now);
  const model = run && modelOfRun(await store.models.list(scene.topic), run);
  if (run === undefined || model === undefined) return null;
  const step = Math.round((targetAt - run.asOf) / (scene.span.stepSeconds * 1000)) - 1;
  if (step < 0 || step >= scene.setting.horizonSteps) return null;
  const { declarations } = await forecasting.call('compute.declarations', scene.setting, { signal });
  const declaration = declarations.find(({ id }) => id === model.modelId);
  if (declaration === undefined) return null;
  const asked = {
    model: model.modelId,
    setting: scene.setting,
    stateFile: join(store.folder.models, model.stateFile),
    window: await windowFromStore(store, scene, declaration, run.asOf),
    ...{ place, step, priority: 'watched' as const },
  };
  return { run, declaration, asked };
}
