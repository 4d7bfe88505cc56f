import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../store/store.ts';
import { bench, brief, readingsOf, refusalOf, written } from './importing.ts';

/** Writes the rows of a query as a Parquet file. */
async function parquet(name: string, rows: string): Promise<string> {
  const path = join(scratchFolder(), name);
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  return path;
}

const detectors = `SELECT * FROM (VALUES
  ('a', TIMESTAMPTZ '2024-01-01 00:00:00+00', 50.5::FLOAT, 1200), ('a', TIMESTAMPTZ '2024-01-01 00:05:00+00', 51.25::FLOAT, 1260),
  ('b', TIMESTAMPTZ '2024-01-01 00:00:00+00', NULL, 600)) t(detector, measured, speed, flow)`;

describe('a Parquet file', () => {
  test('is understood without help, and each of its columns can be loaded', async () => {
    const { store, importer, load } = await bench();
    const path = await parquet('traffic.parquet', detectors);
    const preview = await importer.preview(path);
    expect(preview.mapping).toMatchObject({
      format: 'readings-parquet',
      placeColumn: 'detector',
      timeColumn: 'measured',
      valueColumn: 'speed',
      metric: 'speed',
      zone: 'UTC',
    });
    expect(preview.missing).toEqual(['unit']);
    expect(preview.columns.map(({ type }) => type)).toEqual(['text', 'time', 'number', 'number']);
    expect(preview.rows[0]).toEqual(['a', '2024-01-01T00:00:00Z', '50.5', '1200']);
    const { source } = await load(path, { unit: 'km/h' });
    expect(await readingsOf(store)).toEqual(['a 2024-01-01T00:00 50.5', 'a 2024-01-01T00:05 51.25']);
    expect(source).toMatchObject({ rowsRead: 3, rowsRefused: 0 });
    await load(path, { valueColumn: 'flow', metric: 'flow', unit: 'veh/h' });
    expect(await readingsOf(store)).toHaveLength(5);
  });

  test('with times of a local clock is read in the zone that somebody says', async () => {
    const { store, importer, load } = await bench();
    const path = await parquet(
      'load.parquet',
      `SELECT 'F1' AS feeder, TIMESTAMP '2024-07-01 02:00' AS at, 310 AS load_kw`,
    );
    expect((await importer.preview(path)).missing).toEqual(['zone']);
    await load(path, { zone: 'Europe/Lisbon' });
    expect(await readingsOf(store)).toEqual(['F1 2024-07-01T01:00 310.0']);
  });

  test('with absurd values and odd rows says so, naming the rows', async () => {
    const { load } = await bench();
    const path = await parquet(
      'odd.parquet',
      `SELECT * FROM (VALUES ('a', TIMESTAMP '2024-01-01 00:00', -5.0), ('', TIMESTAMP '2024-01-01 00:05', 50.0),
         ('a', TIMESTAMP '2024-01-01 00:10', 'inf'::DOUBLE), ('a', TIMESTAMP '2024-01-01 00:15', 50.0)) t(sensor, time, speed)`,
    );
    const { notices } = await load(path, { unit: 'km/h', zone: 'UTC' });
    expect(brief(notices)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/error .* row 1 /),
        expect.stringMatching(/error place-key-missing row 2 /),
      ]),
    );
  });

  test('takes a number for missing where somebody says so', async () => {
    const { store, load } = await bench();
    const path = await parquet(
      'x.parquet',
      `SELECT 'a' AS sensor, TIMESTAMP '2024-01-01' + INTERVAL (i * 5) MINUTE AS time, i - 1 AS speed FROM range(3) t(i)`,
    );
    const { source, notices } = await load(path, { unit: 'km/h', zone: 'UTC', missingValues: ['-1'] });
    expect(source.rowsRefused).toBe(0);
    expect(notices.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await readingsOf(store)).toEqual(['a 2024-01-01T00:05 0.0', 'a 2024-01-01T00:10 1.0']);
  });

  test('that is cut short or damaged is refused, with the reason', async () => {
    const { importer, store } = await bench();
    const path = await parquet('traffic.parquet', detectors);
    const whole = readFileSync(path);
    const cut = written('cut.parquet', whole.subarray(0, whole.length - 40));
    const refusal = await refusalOf(importer.preview(cut));
    expect(refusal.code).toBe('file-unreadable');
    expect(refusal.parameters['reason']).toContain('cut short');
    const damaged = written('damaged.parquet', whole);
    writeFileSync(damaged, whole.fill(0x5a, 20, whole.length - 12));
    expect(await refusalOf(importer.preview(damaged))).toMatchObject({ code: 'file-unreadable' });
    expect((await store.sources.list()).length).toBe(0);
  });

  test('without rows, and one that is none, are refused', async () => {
    const { importer, load } = await bench();
    const empty = await parquet('empty.parquet', `${detectors} WHERE flow > 9000`);
    expect((await importer.preview(empty)).notices).toMatchObject([{ code: 'no-rows' }]);
    expect(await refusalOf(load(empty, { unit: 'km/h' }))).toMatchObject({ code: 'file-no-rows' });
    const { mapping } = await importer.preview(empty, { unit: 'km/h' });
    const text = written('text.parquet', 'sensor,time,speed\na,2024-01-01T00:00Z,50\n');
    expect(await refusalOf(importer.importFile(text, mapping, { actor: 'test' }))).toMatchObject({
      code: 'file-kind-mismatch',
    });
  });
});
