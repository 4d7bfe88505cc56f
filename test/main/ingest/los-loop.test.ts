import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bench, brief, dataFolder, hasLosLoop } from './importing.ts';

const file = (name: string): string => join(dataFolder, 'los-loop', name);

describe.skipIf(!hasLosLoop)('the Los Angeles detectors', () => {
  test('come in whole: readings, places, links and the matrix in header order', async () => {
    const { store, importer, load } = await bench();
    const preview = await importer.preview(file('speed.csv'));
    expect(preview.mapping).toMatchObject({
      format: 'readings-wide',
      header: true,
      separator: ',',
      metric: 'speed',
    });
    expect(preview.columns).toHaveLength(200);
    expect(preview.missing).toEqual(['unit', 'zone', 'startsAt', 'stepSeconds']);

    const speed = await load(file('speed.csv'), {
      unit: 'mph',
      zone: 'America/Los_Angeles',
      startsAt: '2012-03-01T00:00',
      stepSeconds: 300,
    });
    expect(speed.source).toMatchObject({
      rowsRead: 2016,
      rowsKept: 2016,
      places: 207,
      from: Date.UTC(2012, 2, 1, 8),
      to: Date.UTC(2012, 2, 8, 8),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(brief(speed.notices)).toEqual(['info place-unknown row - column 773869 x207']);
    const matrix = await store.readings.matrix({
      metric: 'speed',
      from: Date.UTC(2012, 2, 1, 8),
      to: Date.UTC(2012, 2, 8, 8),
      stepSeconds: 300,
      asOf: null,
    });
    expect(matrix.values).toHaveLength(2016 * 207);
    expect(matrix.values.every((value) => Number.isFinite(value))).toBe(true);
    expect(matrix.values[0]).toBeCloseTo(64.375, 3);

    const sensors = await load(file('sensors.csv'));
    expect(sensors.source.mapping).toMatchObject({ format: 'places-csv', placeColumn: 'sensor_id' });
    expect(sensors.notices).toEqual([]);
    const places = await store.places.list();
    expect(places.rows).toBe(207);
    expect(places.withoutLocation).toBe(0);
    expect(places.columns.completeness.every((share) => share === 1)).toBe(true);

    const links = await load(file('links.csv'));
    expect(links.source.mapping).toMatchObject({ format: 'links-edges', linkType: 'similarity' });
    expect(brief(links.notices)).toEqual(['info link-self row 2 column from x207']);

    const adjacency = await load(file('adjacency.csv'));
    expect(adjacency.source.mapping).toMatchObject({
      format: 'links-adjacency',
      header: false,
      orderFromSource: speed.source.id,
    });
    const sets = await store.links.list();
    expect(sets.map(({ name, links: count }) => [name, count])).toEqual([
      ['adjacency', expect.any(Number)],
      ['links', 1515],
    ]);
    const [matrixSet, edgeSet] = sets;
    if (matrixSet === undefined || edgeSet === undefined) throw new Error('a link set is missing');
    const rows = await store.links.rows(matrixSet, matrix.placeIds);
    const lines = readFileSync(file('adjacency.csv'), 'utf8').split(/\r?\n/);
    for (const row of [0, 1, 100, 206]) {
      const weights = (lines[row] ?? '').split(',').map(Number);
      const expected = weights.flatMap((weight, column) => (weight !== 0 && column !== row ? [column] : []));
      const [from, to] = [rows.offsets[row], rows.offsets[row + 1]];
      expect([...rows.targets.subarray(from, to)]).toEqual(expected);
      expect([...rows.weights.subarray(from, to)]).toEqual(
        expected.map((column) => Math.fround(weights[column] ?? 0)),
      );
    }
  });

  test('leave nothing behind when all sources are removed', async () => {
    const { store, load } = await bench();
    const speed = await load(file('speed.csv'), {
      unit: 'mph',
      zone: 'America/Los_Angeles',
      startsAt: '2012-03-01T00:00',
      stepSeconds: 300,
    });
    const links = await load(file('links.csv'));
    await store.sources.remove(speed.source.id);
    expect((await store.places.list()).rows).toBe(207);
    await store.sources.remove(links.source.id);
    expect((await store.places.list()).rows).toBe(0);
    expect(await store.series.span()).toBeNull();
    expect(await store.links.list()).toEqual([]);
  });
});
