import type { CallOptions } from '../../common/contract/client.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { MetropoleError } from '../../common/errors.ts';
import { dayAheadBarsFor } from '../../../models/evaluation/day-ahead-bars.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import { hashOf, type Scene } from '../scene.ts';
import { seriesFromStore } from '../origin/window.ts';

/**
 * Accuracy one day or two ahead of every forecaster of loads on everything that is loaded, in the data's unit.
 *
 * @throws MetropoleError `forecast-no-data` where there are no loads or too few days, `model-unknown` for a name that no forecaster has
 */
export async function evaluateDayAhead(
  store: ForecastStore,
  training: Compute,
  scene: Scene | null,
  { split, daysAhead, models }: RequestOf<EngineMessages, 'energy.evaluate'>,
  options: CallOptions,
): Promise<ResponseOf<EngineMessages, 'energy.evaluate'>> {
  if (scene?.topic !== 'energy') throw new MetropoleError('forecast-no-data');
  const { declarations } = await training.call('compute.declarations', scene.setting, options);
  const unknown = models?.find(
    (model) => !declarations.some(({ id, name }) => id === model || name === model),
  );
  if (unknown !== undefined) {
    const known = declarations.map(({ name }) => name).join(', ');
    throw new MetropoleError('model-unknown', { model: unknown, known });
  }
  const series = await seriesFromStore(store, scene, scene.span.from, scene.span.to);
  const table = await training.call(
    'compute.evaluate-day-ahead',
    { series, split, daysAhead, models: models ?? null },
    options,
  );
  const hashes = (await store.sources.list())
    .filter(({ format }) => format.startsWith('readings-'))
    .map(({ sha256 }) => sha256);
  const [only] = hashes;
  const dataHash = hashes.length === 1 && only !== undefined ? only : hashOf(hashes);
  return {
    ...table,
    unit: scene.unit,
    dataHash,
    places: await placeKeys(store, scene),
    bars: daysAhead === 1 ? dayAheadBarsFor(dataHash).map((bar) => ({ ...bar })) : [],
  };
}

/** What the places of a scene are called in the files. */
async function placeKeys(store: ForecastStore, scene: Scene): Promise<string[]> {
  const { columns } = await store.places.list();
  const keys = new Map(Array.from(columns.place, (place, row) => [place, columns.key[row]]));
  return Array.from(scene.placeIds, (place) => keys.get(place) ?? String(place));
}
