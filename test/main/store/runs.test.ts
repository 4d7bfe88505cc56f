import { describe, expect, test } from 'vitest';
import { newRun } from './sample-run.ts';
import { at, stepMs, storeWithReadings } from './store.ts';

describe('runs and forecasts', () => {
  test('are found by as-of, target and series, and hindcasts can be made anew', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 20 });
    const [first, second] = await store.runs.insert([
      newRun('hindcast', 5, series, 2),
      newRun('hindcast', 6, series, 2),
    ]);
    const [live] = await store.runs.insert([newRun('live', 6, series, 2)]);
    expect((await store.runs.latest('traffic', at(5) + 1))?.runId).toBe(first);
    expect((await store.runs.latest('traffic', null))?.runId).toBe(live);
    expect((await store.runs.latest('traffic', null, ['hindcast']))?.runId).toBe(second);
    expect(await store.runs.latest('traffic', at(4))).toBeUndefined();

    const map = await store.forecasts.atTarget(live ?? 0, at(7));
    expect([...map.columns.median]).toEqual([9, 1009]);
    expect([...map.columns.step]).toEqual([2, 2]);
    expect(map.columns.servedBy).toEqual(['ridge', 'ridge']);
    expect(map.columns.benchmarkUpper[0]).toBeNaN();
    const chart = await store.forecasts.ofSeries(live ?? 0, series[1] ?? 0);
    expect([...chart.columns.targetAt]).toEqual([at(6), at(7)]);
    expect((await store.forecasts.quantiles(live ?? 0, series[0] ?? 0)).length).toBe(22);

    const said = await store.forecasts.saidThen(series[0] ?? 0, at(6), [at(5), at(6), at(1)], 600);
    expect([...said.columns.asOf]).toEqual([at(5), at(6)]);
    expect([...said.columns.run]).toEqual([first, live]);

    const ridge = { modelId: 'ridge', version: '1' };
    await store.runs.deleteHindcastsExcept('traffic', [ridge]);
    expect(await store.runs.list('traffic')).toHaveLength(3);
    await store.runs.deleteHindcastsExcept('traffic', [{ ...ridge, version: '2' }]);
    expect((await store.runs.list('traffic')).map((run) => run.runId)).toEqual([live]);
    expect((await store.forecasts.ofRun(first ?? 0)).rows).toBe(0);
  });

  test('keep how wide the intervals of each series were, until they go themselves', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
    const seriesWidths = new Map(series.map((id, index) => [id, 1 + index / 4]));
    const [first = 0, second = 0] = await store.runs.insert([
      { ...newRun('hindcast', 1, series, 2), seriesWidths },
      newRun('hindcast', 2, series, 2),
    ]);
    expect(await store.runs.seriesWidths(first)).toEqual(seriesWidths);
    expect((await store.runs.seriesWidths(second)).size).toBe(0);
    await store.runs.deleteHindcastsExcept('traffic', []);
    expect((await store.runs.seriesWidths(first)).size).toBe(0);
  });

  test('of what was said the live one counts before a look back, and a scenario never', async () => {
    const { store, series } = await storeWithReadings({ places: 1, from: 0, to: 20 });
    const [live] = await store.runs.insert([
      newRun('live', 5, series, 1),
      newRun('hindcast', 5, series, 2),
      newRun('scenario', 5, series, 3),
      newRun('scenario', 6, series, 3),
    ]);
    const said = await store.forecasts.saidThen(series[0] ?? 0, at(6), [at(6)], 600);
    expect([...said.columns.run]).toEqual([live]);
    expect((await store.runs.latest('traffic', null))?.runId).toBe(live);
  });

  test('live ones go with their forecasts when they are too old, the oldest first', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
    const [first, second, , last] = await store.runs.insert([
      newRun('live', 1, series, 2),
      newRun('live', 2, series, 2),
      newRun('hindcast', 1, series, 2),
      newRun('live', 9, series, 2),
    ]);
    expect(await store.runs.deleteLiveOlderThan(8 * stepMs, 5)).toBe(0);
    expect(await store.runs.deleteLiveOlderThan(6 * stepMs, 1)).toBe(1);
    expect((await store.forecasts.ofRun(first ?? 0)).rows).toBe(0);
    expect((await store.forecasts.ofRun(second ?? 0)).rows).toBe(4);
    expect(await store.runs.deleteLiveOlderThan(6 * stepMs, 5)).toBe(1);
    expect((await store.runs.list('traffic', 'live')).map(({ runId }) => runId)).toEqual([last]);
    expect(await store.runs.list('traffic', 'hindcast')).toHaveLength(1);
    expect(await store.runs.deleteLiveOlderThan(0, 5)).toBe(0);
  });
});
