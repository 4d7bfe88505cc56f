import { expect, test } from 'vitest';
import { approvedModel } from '../forecast/approved-model.ts';
import { emptyStore, storeWithReadings } from './store.ts';

const losses = (modelId: string, version: string, pinball: readonly number[]) => ({
  modelId,
  version,
  series: Int32Array.from(pinball, (_, index) => index + 1),
  origins: Int32Array.from(pinball, () => 40),
  pinball: Float64Array.from(pinball),
});

test('how a fit did at each series is kept by fit, the last of it, and without what is no number', async () => {
  const { seriesLosses } = await emptyStore();
  await seriesLosses.replace(losses('ridge', '1', [9, 9, 9]));
  await seriesLosses.replace(losses('ridge', '1', [1, NaN, 3]));
  await seriesLosses.replace(losses('ridge', '2', [5]));
  const kept = await seriesLosses.of([
    { modelId: 'usual', version: '1' },
    { modelId: 'ridge', version: '1' },
  ]);
  expect(kept).toEqual([
    {
      ...{ modelId: 'ridge', version: '1', series: Int32Array.of(1, 3) },
      ...{ origins: Int32Array.of(40, 40), pinball: Float64Array.of(1, 3) },
    },
  ]);
});

test('what is known of fits goes with the fits, and what is known of series with the series', async () => {
  const { store, source, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
  const { models, seriesLosses } = store;
  await models.insert([approvedModel('ridge', 1)]);
  const ridge = { modelId: 'ridge', version: '1' };
  await seriesLosses.replace({ ...losses('ridge', '1', [1, 2]), series: Int32Array.from(series) });
  await seriesLosses.replace(losses('ridge', '2', [1, 2]));
  await seriesLosses.replace(losses('usual', '1', [1, 2]));
  expect(await seriesLosses.deleteUnkept()).toBe(2);
  expect(await seriesLosses.of([ridge, { modelId: 'usual', version: '1' }])).toHaveLength(1);
  expect(await seriesLosses.deleteUnkept()).toBe(0);
  await store.sources.remove(source);
  expect(await seriesLosses.of([ridge])).toEqual([]);
});
