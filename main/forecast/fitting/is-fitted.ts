import { isAsShipped } from '../../common/rows/models.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import { shownOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { dataEndOf, isReadable } from './fitting.ts';
import { hasGrown, hasOnlyGrown } from './grown-data.ts';

/**
 * Whether the models that serve can go on: made by these versions, for this data or little less of it. What a person has approved
 * is never replaced by the console because there is more data, only where it could not forecast any more.
 * @param withNetworks whether a network that is not trained on this data is missing
 */
export async function isFitted(
  { store, forecasting }: { readonly store: Pick<ForecastStore, 'models'>; readonly forecasting: Compute },
  scene: Scene,
  withNetworks: boolean,
): Promise<boolean> {
  const models = await store.models.list(scene.topic);
  const shown = shownOf(models);
  if (shown === undefined) return false;
  const { declarations } = await forecasting.call('compute.declarations', scene.setting);
  const { approval, dataHash, modelId } = shown;
  const declared = declarations.find(({ id }) => id === modelId);
  if (declared === undefined || !isReadable(shown, declared)) return false;
  if (approval !== null && approval.by !== null && hasGrown(scene, shown)) return true;
  const isTrained = (id: string): boolean =>
    models.some(
      (model) =>
        model.modelId === id &&
        !isAsShipped(model) &&
        (model.state === 'approved' || model.dataHash === dataHash),
    );
  const lacksNetwork = declarations.some(({ id, kind }) => kind === 'network' && !isTrained(id));
  if (withNetworks && lacksNetwork) return false;
  return dataHash === scene.dataHash || hasOnlyGrown(scene, shown, dataEndOf(shown));
}
