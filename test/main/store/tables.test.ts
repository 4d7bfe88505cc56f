import { describe, expect, test } from 'vitest';
import type { ModelRow } from '../../../main/common/rows/models.ts';
import { newRun } from './sample-run.ts';
import { addReadings, at, emptyStore, storeWithReadings } from './store.ts';

test('a source that is removed takes everything along that only it knew', async () => {
  const { store, series, source } = await storeWithReadings({ places: 2, from: 0, to: 4 });
  await store.runs.insert([newRun('live', 2, series, 1)]);
  await store.usual.replace(series, {
    series: Int32Array.from(series),
    dayKind: ['every', 'every'],
    minuteOfDay: Int32Array.of(0, 0),
    value: Float32Array.of(50, 50),
    count: Int32Array.of(1, 1),
    spread: Float32Array.of(5, 5),
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
        state: 'approved',
        approval: { by: 'shift lead', at: at(1) },
        replacedAt: null,
        begunWith: null,
        counts: null,
        validation: null,
      }) as const;
    await store.models.insert([model('ridge', true, at(3)), model('persistence', false, at(2))]);
    await store.models.insert([{ ...model('ridge', true, at(3)), validationPinball: 0.25 }]);
    expect((await store.models.list('traffic')).map(({ validationPinball }) => validationPinball)).toEqual([
      0.25, 0.5,
    ]);
    await store.models.insert([model('ridge', true, at(3))]);
    const losses = { pinball: 0.5, meanAbsoluteError: 1.25, coverage: 0.9 };
    const judged: ModelRow = {
      ...model('ridge', true, at(3)),
      state: 'retired',
      approval: { by: null, at: at(3) },
      replacedAt: at(4),
      validation: { ...losses, horizons: [{ minutes: 15, count: 7, ...losses }] },
    };
    const changed = await store.models.update('traffic', (models) => [judged, ...models.slice(1)]);
    expect(changed.before[0]).toEqual(model('ridge', true, at(3)));
    expect(await store.models.list('traffic')).toEqual([judged, model('persistence', false, at(2))]);
    const failing = store.models.update('traffic', () => {
      throw new Error('half way');
    });
    await expect(failing).rejects.toMatchObject({ code: 'internal' });
    expect((await store.models.list('traffic')).map(({ modelId }) => modelId)).toEqual([
      'ridge',
      'persistence',
    ]);
    await store.models.update('traffic', () => [model('ridge', false, at(3))]);
    expect((await store.models.list('traffic'))[0]).toEqual(model('ridge', false, at(3)));

    await store.usual.replace([1, 2], {
      series: Int32Array.of(1, 1, 2),
      dayKind: ['weekday', 'every', 'every'],
      minuteOfDay: Int32Array.of(0, 5, 5),
      value: Float32Array.of(60, 61, 62),
      count: Int32Array.of(3, 3, 3),
      spread: Float32Array.of(5, NaN, 6),
    });
    expect([...(await store.usual.at([5])).columns.value]).toEqual([61, 62]);
    expect([...(await store.usual.at([5])).columns.spread]).toEqual([NaN, 6]);
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
