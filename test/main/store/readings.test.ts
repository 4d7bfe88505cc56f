import { describe, expect, test } from 'vitest';
import { addReadings, at, emptyStore } from './store.ts';

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

  test('of a place that spoke twice in a day do not carry the end of the data into the days after it', async () => {
    const store = await emptyStore();
    await addReadings(store, { places: 3, from: 0, to: 20 });
    await store.write((connection) =>
      connection.run(
        'UPDATE series SET cadence_seconds = 54900 WHERE series_id = (SELECT max(series_id) FROM series)',
      ),
    );
    expect(await store.series.span()).toEqual({ from: at(0), to: at(20), stepSeconds: 300 });
  });
});
