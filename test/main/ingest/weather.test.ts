import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { scratchFolder } from '../store/store.ts';
import { bench, brief, refusalOf, written } from './importing.ts';

async function weatherOf(store: WorkspaceStore): Promise<string[]> {
  return store.read(async (connection) => {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.run(
      `SELECT concat_ws(' ', metric, strftime(starts_at, '%H:%M'), value::VARCHAR, strftime(known_at, '%H:%M'), is_forecast::VARCHAR)
       FROM weather ORDER BY metric, starts_at, known_at`,
    );
    return (await result.getRows()).map((row) => String(row[0]));
  });
}

test('measured weather is known at the end of its interval, and rain is kept as a rate', async () => {
  const { store, load } = await bench();
  const { source, notices } = await load(
    written(
      'weather.csv',
      `time,rain_mm,temperature_c
2025-06-01T08:00Z,0.5,12
2025-06-01T08:30Z,,13
2025-06-01T09:00Z,0,99
2025-06-01T09:30Z,wet,11
2025-06-01T09:30Z,1,10
2025-06-01T10:00Z,-1,
`,
    ),
  );
  expect(source).toMatchObject({
    format: 'weather',
    rowsRead: 6,
    from: Date.UTC(2025, 5, 1, 8),
    to: Date.UTC(2025, 5, 1, 10),
  });
  expect(brief(notices)).toEqual([
    'error value-absurd row 4 column temperature_c x1',
    'error value-not-a-number row 5 column rain_mm x1',
    'error value-absurd row 7 column rain_mm x1',
    'warning record-duplicate row 5 column temperature_c x1',
  ]);
  expect(await weatherOf(store)).toEqual([
    'rain 08:00 1.0 08:30 false',
    'rain 09:00 0.0 09:30 false',
    'rain 09:30 2.0 10:00 false',
    'temperature 08:00 12.0 08:30 false',
    'temperature 08:30 13.0 09:00 false',
    'temperature 09:30 10.0 10:00 false',
  ]);
});

test('a forecast is known from when it was issued; a row that does not say so is refused', async () => {
  const { store, load } = await bench();
  const { source, notices } = await load(
    written(
      'forecast.csv',
      `issued,time,rain_mm,wind_ms
2025-06-01T06:00Z,2025-06-01T08:00Z,1,3
2025-06-01T06:00Z,2025-06-01T09:00Z,2,3
,2025-06-01T10:00Z,2,3
2025-06-01T07:00Z,2025-06-01T09:00Z,4,3
`,
    ),
  );
  expect(source.mapping).toMatchObject({ issuedColumn: 'issued', timeColumn: 'time' });
  expect(source).toMatchObject({ rowsRead: 4, rowsKept: 3 });
  expect(brief(notices)).toEqual(['error time-missing row 4 column issued x1']);
  expect((await weatherOf(store)).slice(0, 3)).toEqual([
    'rain 08:00 1.0 06:00 true',
    'rain 09:00 2.0 06:00 true',
    'rain 09:00 4.0 07:00 true',
  ]);
});

test('a file of which no value can be used is refused, and one with loads beside its temperatures is no weather', async () => {
  const { store, importer, load } = await bench();
  const odd = written('weather.csv', 'time,rain_mm,temperature_c\n2025-06-01T08:00Z,wet,warm\n');
  expect(await refusalOf(load(odd, { format: 'weather' }))).toMatchObject({ code: 'import-no-usable-row' });
  expect(await weatherOf(store)).toEqual([]);
  const loads = written(
    'load.csv',
    'time,Temperature,Wind Speed,Zone 1,Zone 2,Zone 3\n2025-06-01T08:00Z,12,3,40,50,60\n2025-06-01T09:00Z,12,3,40,50,60\n',
  );
  expect((await importer.preview(loads)).mapping.format).toMatch(/^readings-/);
});

test('a forecast is recognised in a Parquet file as well, and one whose times say no zone asks for it', async () => {
  const { store, importer, load } = await bench();
  const rows = (type: string): string =>
    `SELECT * FROM (VALUES (${type} '2025-06-01 06:00:00', ${type} '2025-06-01 08:00:00', 1.5::FLOAT, 3::FLOAT)) t(issued, time, rain_mm, wind_ms)`;
  const parquet = async (name: string, sql: string): Promise<string> => {
    const path = join(scratchFolder(), name);
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    return path;
  };
  const certain = await importer.preview(await parquet('certain.parquet', rows('TIMESTAMPTZ')));
  expect(certain.mapping).toMatchObject({ format: 'weather', issuedColumn: 'issued', zone: 'UTC' });
  expect(certain.missing).toEqual([]);
  const local = await parquet('local.parquet', rows('TIMESTAMP'));
  expect((await importer.preview(local)).missing).toEqual(['zone']);
  await load(local, { zone: '+02:00' });
  expect(await weatherOf(store)).toEqual(['rain 06:00 1.5 04:00 true', 'wind 06:00 3.0 04:00 true']);
});
