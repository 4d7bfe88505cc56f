import { describe, expect, test } from 'vitest';
import { quantileLevels } from '../../../main/common/quantiles.ts';
import type { NewRun } from '../../../main/common/rows/runs.ts';
import { fit, newRun } from './sample-run.ts';
import { addReadings, at, emptyStore, stepMs } from './store.ts';

const request = { metric: 'speed', stepSeconds: 300, asOf: null } as const;

describe('readings', () => {
  test('come as a matrix with NaN where nothing was measured', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 3 });
    await addReadings(store, { places: 1, from: 4, to: 5 });
    const matrix = await store.readings.matrix({ ...request, from: at(0), to: at(5) });
    expect([...matrix.values]).toEqual([0, 1, 2, NaN, 4, 1000, 1001, 1002, NaN, NaN]);
    expect([...matrix.times]).toEqual([0, 1, 2, 3, 4].map(at));
    expect(matrix.seriesIds).toHaveLength(2);
  });

  test('are read only as far as they had been received', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 4 });
    await store.write((connection) =>
      connection.run('UPDATE reading SET received_at = starts_at + INTERVAL 1 HOUR WHERE value = 1'),
    );
    const matrix = await store.readings.matrix({ ...request, from: at(0), to: at(4), asOf: at(3) });
    expect([...matrix.values]).toEqual([0, NaN, 2, NaN]);
    const later = await store.readings.ofSeries(matrix.seriesIds[0] ?? 0, at(0), at(4), at(13));
    expect([...later.columns.value]).toEqual([0, 1, 2, 3]);
    expect(later.columns.receivedAt[1]).toBe(at(13));
  });

  test('of the later source cover the earlier ones, and uncover them when it is removed', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 4 });
    const later = await addReadings(store, { places: 1, from: 1, to: 3, offset: 500 });
    const values = async (): Promise<number[]> => [
      ...(await store.readings.matrix({ ...request, from: at(0), to: at(4) })).values,
    ];
    expect(await store.series.hasOverlap('speed', at(0), at(4))).toBe(true);
    expect(await values()).toEqual([0, 501, 502, 3]);
    await store.sources.remove(later);
    expect(await store.series.hasOverlap('speed', at(0), at(4))).toBe(false);
    expect(await values()).toEqual([0, 1, 2, 3]);
  });

  test('finer than the grid are averaged', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 4 });
    const matrix = await store.readings.matrix({ ...request, stepSeconds: 600, from: at(0), to: at(4) });
    expect([...matrix.values]).toEqual([0.5, 2.5]);
  });

  test('that are sums are added up', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 4 });
    await store.write((connection) => connection.run("UPDATE series SET kind = 'sum'"));
    const matrix = await store.readings.matrix({ ...request, stepSeconds: 600, from: at(0), to: at(4) });
    expect([...matrix.values]).toEqual([1, 5]);
  });

  test('come in the unit of the first series, whatever units the files had', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 2 });
    await store.write((connection) =>
      connection.run("UPDATE series SET unit = 'km/h' WHERE series_id = (SELECT max(series_id) FROM series)"),
    );
    const { values } = await store.readings.matrix({ ...request, from: at(0), to: at(2) });
    expect([...values.slice(0, 2)]).toEqual([0, 1]);
    expect(values[3]).toBeCloseTo(1001 / 1.609344, 2);
  });

  test('that somebody cleaned are no measurements', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 2 });
    await store.write((connection) =>
      connection.run(
        "UPDATE series SET state = 'cleaned' WHERE series_id = (SELECT min(series_id) FROM series)",
      ),
    );
    const matrix = await store.readings.matrix({ ...request, from: at(0), to: at(2) });
    expect([...matrix.values]).toEqual([1000, 1001]);
  });

  test('tell the span, the places and how complete they are', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 10 });
    await addReadings(store, { places: 1, from: 10, to: 20 });
    expect(await store.series.span()).toEqual({ from: at(0), to: at(20), stepSeconds: 300 });
    expect(await store.series.metrics()).toEqual(['speed']);
    const places = await store.places.list();
    expect(places.columns.key).toEqual(['p0', 'p1']);
    expect([...places.columns.completeness]).toEqual([1, 0.5]);
    expect(places.withoutLocation).toBe(2);
    expect(places.extent).toBeNull();
  });
});

describe('runs and forecasts', () => {
  test('are found by as-of, target and series, and hindcasts can be made anew', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 20 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
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

  test('of what was said the live one counts before a look back, and a scenario never', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 20 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
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
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 4 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
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

  test('are scored against what was measured', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 7 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
    await store.runs.insert([newRun('hindcast', 5, series, 2), newRun('hindcast', 6, series, 2)]);
    const scores = await store.scores.byHorizon({
      topic: 'traffic',
      kinds: ['hindcast'],
      ...fit,
      series: null,
      from: null,
      to: null,
    });
    expect([...scores.columns.step]).toEqual([1, 2]);
    expect([...scores.columns.horizonMinutes]).toEqual([5, 10]);
    expect([...scores.columns.count]).toEqual([4, 2]);
    expect([...scores.columns.meanAbsoluteError]).toEqual([2, 2]);
    expect([...scores.columns.benchmarkMeanAbsoluteError]).toEqual([3, 3]);
    expect([...scores.columns.coverage]).toEqual([1, 1]);
    const loss = (offset: number, level: number): number => Math.max(-level * offset, (1 - level) * offset);
    const mean = quantileLevels.reduce((sum, level) => sum + loss(2 + (level - 0.5) * 10, level), 0) / 11;
    expect(scores.columns.pinball[0]).toBeCloseTo(mean, 3);
    const one = await store.scores.byHorizon({
      topic: 'traffic',
      kinds: ['hindcast'],
      ...fit,
      series: [series[0] ?? 0],
      from: at(6),
      to: null,
    });
    expect([...one.columns.count]).toEqual([1]);
  });

  test('by the ends of the interval, the three levels that both have, and their own benchmark', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 1, from: 0, to: 20 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
    /** The truth lies this far below the median; the benchmark's interval is one below to two above the truth. */
    const said = (asOf: number, error: number): NewRun => {
      const run = newRun('hindcast', asOf, series, error);
      const { mean } = run.forecasts;
      const benchmarkLower = mean.map((truth) => truth - 1);
      const benchmarkUpper = mean.map((truth) => truth + 2);
      return { ...run, forecasts: { ...run.forecasts, benchmarkLower, benchmarkUpper } };
    };
    const other = said(8, 0);
    await store.runs.insert([
      said(5, 4.2),
      said(6, -4.2),
      said(7, 4.8),
      { ...other, run: { ...other.run, benchmarkId: 'usual' } },
    ]);
    const { columns } = await store.scores.byHorizon({
      topic: 'traffic',
      kinds: ['hindcast'],
      ...fit,
      series: null,
      from: null,
      to: null,
    });
    expect([...columns.count]).toEqual([3, 3]);
    expect(columns.coverage[0]).toBeCloseTo(2 / 3, 6);
    expect([...columns.benchmarkCoverage]).toEqual([1, 1]);
    const loss = (offset: number, level: number): number => Math.max(-level * offset, (1 - level) * offset);
    const three = (offsets: readonly number[]): number =>
      [0.05, 0.5, 0.95].reduce((sum, level, at) => sum + loss(offsets[at] ?? NaN, level), 0) / 3;
    const ours = [4.2, -4.2, 4.8].map((error) => three([error - 4.5, error, error + 4.5]));
    expect(columns.pinballThree[0]).toBeCloseTo(ours.reduce((sum, one) => sum + one, 0) / 3, 4);
    expect(columns.benchmarkPinballThree[0]).toBeCloseTo(three([-1, 3, 2]), 4);
  });

  test('count an as-of once, one fit alone, and no truth that was not known yet', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 7 });
    const series = (await store.series.list('speed')).map((one) => one.seriesId);
    const other = newRun('hindcast', 4, series, 9);
    await store.runs.insert([
      newRun('hindcast', 5, series, 2),
      newRun('live', 5, series, 1),
      { ...other, run: { ...other.run, modelVersion: '2' } },
    ]);
    const request = {
      topic: 'traffic',
      kinds: ['live', 'hindcast'],
      ...fit,
      series: null,
      from: null,
    } as const;
    const all = await store.scores.byHorizon({ ...request, to: null });
    expect([...all.columns.count]).toEqual([2, 2]);
    expect([...all.columns.meanAbsoluteError]).toEqual([1, 1]);
    const early = await store.scores.byHorizon({ ...request, to: at(6) });
    expect([...early.columns.count]).toEqual([2]);
  });
});

test('a source that is removed takes everything along that only it knew', async () => {
  const store = await emptyStore();
  const source = await addReadings(store, { places: 2, from: 0, to: 4 });
  const series = (await store.series.list('speed')).map((one) => one.seriesId);
  await store.runs.insert([newRun('live', 2, series, 1)]);
  await store.usual.replace({
    series: Int32Array.from(series),
    dayKind: ['every', 'every'],
    minuteOfDay: Int32Array.of(0, 0),
    value: Float32Array.of(50, 50),
    count: Int32Array.of(1, 1),
  });
  await store.write((connection) =>
    connection.run(`INSERT INTO link_set (source_id, name, type) VALUES (${source}, 'roads', 'road');
      INSERT INTO link SELECT 1, a.place_id, b.place_id, 1 FROM place a, place b`),
  );
  await store.sources.remove(source);
  const tables = [
    'source',
    'reading',
    'series',
    'series_span',
    'usual',
    'forecast',
    'link',
    'link_set',
    'place',
  ];
  const counts = await store.read(async (connection) =>
    Promise.all(
      tables.map(async (table) =>
        Number((await (await connection.run(`SELECT count(*) FROM ${table}`)).getRows())[0]?.[0]),
      ),
    ),
  );
  expect(counts).toEqual(tables.map(() => 0));
});

describe('models, usual and links', () => {
  test('are kept and found', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 2, from: 0, to: 2 });
    const model = (modelId: string, isShown: boolean, createdAt: number) =>
      ({
        modelId,
        version: '1',
        topic: 'traffic',
        isBenchmark: true,
        stateFile: `${modelId}.json`,
        dataHash: 'abc',
        trainedFrom: at(0),
        trainedTo: at(2),
        seed: null,
        validationPinball: 0.5,
        isShown,
        createdAt,
      }) as const;
    await store.models.insert([model('ridge', true, at(3)), model('persistence', false, at(2))]);
    await store.models.insert([{ ...model('ridge', true, at(3)), validationPinball: 0.25 }]);
    expect((await store.models.list('traffic')).map(({ validationPinball }) => validationPinball)).toEqual([
      0.25, 0.5,
    ]);
    await store.models.insert([model('ridge', true, at(3))]);
    await store.models.setShown('traffic', 'persistence', '1');
    expect((await store.models.list('traffic')).map(({ modelId, isShown }) => [modelId, isShown])).toEqual([
      ['ridge', false],
      ['persistence', true],
    ]);
    expect((await store.models.list('traffic'))[0]).toEqual(model('ridge', false, at(3)));

    await store.usual.replace({
      series: Int32Array.of(1, 1, 2),
      dayKind: ['weekday', 'every', 'every'],
      minuteOfDay: Int32Array.of(0, 5, 5),
      value: Float32Array.of(60, 61, 62),
      count: Int32Array.of(3, 3, 3),
    });
    expect([...(await store.usual.at([5])).columns.value]).toEqual([61, 62]);
    expect((await store.usual.at([0, 5], 1)).columns.dayKind).toEqual(['every', 'weekday']);

    await store.write((connection) =>
      connection.run(`INSERT INTO link_set (source_id, name, type) VALUES (1, 'roads', 'road');
        INSERT INTO link SELECT 1, a.place_id, b.place_id, 0.5 FROM place a, place b WHERE a.place_id < b.place_id`),
    );
    const [set] = await store.links.list();
    expect(set).toMatchObject({ name: 'roads', type: 'road', links: 1 });
    const ids = (await store.places.list()).columns.place;
    if (set === undefined) throw new Error('no link set');
    const rows = await store.links.rows(set, ids);
    expect([[...rows.offsets], [...rows.targets], [...rows.weights]]).toEqual([[0, 1, 1], [1], [0.5]]);
    const of = await store.links.of(set.linkSetId, ids[1] ?? 0);
    expect([[...of.columns.other], [...of.columns.outgoing]]).toEqual([[ids[0]], [0]]);
  });
});
