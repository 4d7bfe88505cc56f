import { join } from 'node:path';
import type { RunRequestRecord } from '../../common/contract/compute-contract.ts';
import { isReadable } from '../fitting/fitting.ts';
import { windowForAll } from '../origin/window.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { alignedDown } from '../shown/clock.ts';
import { approvedOf } from './serving.ts';

/**
 * One forecast of each model that may serve and that this version of its forecaster can read, from the end of the data: what the speed of a backend is measured on.
 * @param compute asked what the models need
 */
export async function samplesOf(
  store: ForecastStore,
  scene: Scene,
  compute: Compute,
): Promise<readonly RunRequestRecord[]> {
  const models = approvedOf(await store.models.list(scene.topic));
  if (models.length === 0) return [];
  const { declarations } = await compute.call('compute.declarations', scene.setting);
  const window = await windowForAll(store, scene, alignedDown(scene.span.to, scene), compute);
  return models
    .filter((model) => declarations.some((declared) => isReadable(model, declared)))
    .map(({ modelId, stateFile }) => ({
      model: modelId,
      setting: scene.setting,
      stateFile: join(store.folder.models, stateFile),
      window,
    }));
}
