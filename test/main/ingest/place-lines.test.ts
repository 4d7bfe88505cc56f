import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';
import { scratchFolder } from '../store/store.ts';
import { bench, brief, written } from './importing.ts';

const feature = (id: string, type: string, coordinates: unknown): object => ({
  type: 'Feature',
  properties: { id },
  geometry: { type, coordinates },
});
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

test('a place that is a line keeps its vertices and lies in their middle', async () => {
  const { store, load } = await bench();
  const content = collection(
    feature('even', 'LineString', [
      [10, 50, 120],
      [10.2, 50.1, 121],
    ]),
    feature('point', 'Point', [11, 51]),
    feature('odd', 'LineString', [
      [12, 50],
      [12.5, 50.5],
      [14, 51],
    ]),
  );
  expect((await load(written('roads.geojson', content))).notices).toEqual([]);
  const { columns, vertices, extent } = await store.places.list();
  expect(columns.key).toEqual(['even', 'point', 'odd']);
  expect([...columns.longitude]).toEqual([10.1, 11, 12.5]);
  expect([...columns.latitude].map((degrees) => Number(degrees.toFixed(9)))).toEqual([50.05, 51, 50.5]);
  expect([...vertices.columns.place]).toEqual([1, 1, 3, 3, 3]);
  expect([...vertices.columns.longitude]).toEqual([10, 10.2, 12, 12.5, 14]);
  expect([...vertices.columns.latitude]).toEqual([50, 50.1, 50, 50.5, 51]);
  expect(extent).toMatchObject({ west: 10.1, east: 12.5 });
});

test('a line that is none is kept as a place without one, and said', async () => {
  const { store, load } = await bench();
  const content = collection(
    feature('short', 'LineString', [[10, 50]]),
    feature('words', 'LineString', [
      ['ten', 50],
      [11, 50],
    ]),
    feature('off', 'LineString', [
      [10, 50],
      [11, 95],
      [12, 50],
    ]),
    feature('area', 'Polygon', [
      [
        [10, 50],
        [11, 50],
        [11, 51],
        [10, 50],
      ],
    ]),
  );
  const { notices } = await load(written('roads.geojson', content));
  expect(brief(notices)).toEqual([
    'warning location-unreadable row 1 column - x2',
    'warning location-missing row 1 column - x2',
    'warning location-out-of-range row 3 column - x1',
    'warning geometry-not-point row 4 column - x1',
  ]);
  expect((await store.places.list()).vertices.rows).toBe(0);
});

test('a workspace from before lines is brought up to date and has none', async () => {
  const first = scratchFolder();
  cpSync(join(migrations, '001_initial.sql'), join(first, '001_initial.sql'));
  const folder = join(scratchFolder(), 'city');
  mkdirSync(folder);
  const old = await WorkspaceStore.create(folder, { name: 'Old', isPractice: false }, { migrations: first });
  await old.write((connection) =>
    connection.run(`INSERT INTO place (key) VALUES ('a');
      INSERT INTO source (file_name, sha256, bytes, format, mapping, rows_read, rows_kept, rows_refused, imported_at, imported_by, precedence)
      VALUES ('x.csv', '', 1, 'places-csv', '{"format":"places-csv"}', 1, 1, 0, now(), 'test', 1);
      INSERT INTO place_version VALUES (1, 1, 'sensor', 'Bridge', 50, 10, NULL)`),
  );
  await old.close();
  const opened = await WorkspaceStore.open(folder, { migrations });
  const { columns, vertices } = await opened.places.list();
  expect(columns.name).toEqual(['Bridge']);
  expect(vertices.rows).toBe(0);
  await opened.close();
});
