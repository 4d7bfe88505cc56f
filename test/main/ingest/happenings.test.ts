import { describe, expect, test } from 'vitest';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { bench, brief, refusalOf, written } from './importing.ts';

const places = 'sensor,latitude,longitude\nA,44.0,-12.0\nB,44.1,-12.1\n';
const log = (...rows: readonly string[]): string =>
  ['id,type,happened,reported,cleared,latitude,longitude,driver name,severity', ...rows].join('\n') + '\n';
const good =
  'i1,Road Traffic Collision,2025-06-01T08:00Z,2025-06-01T08:05Z,2025-06-01T09:00Z,44.02,-12.03,J. Doe,2';

/** Every row of a table as text, instants in UTC. */
async function rowsOf(store: WorkspaceStore, columns: string, table: string): Promise<string[]> {
  return store.read(async (connection) => {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.run(
      `SELECT concat_ws(' ', ${columns}) FROM ${table} ORDER BY source_row`,
    );
    return (await result.getRows()).map((row) => String(row[0]));
  });
}

const time = (column: string): string => `coalesce(strftime(${column}, '%H:%M'), '-')`;
const incidents = (store: WorkspaceStore): Promise<string[]> =>
  rowsOf(
    store,
    ['key', 'kind', ...['starts_at', 'received_at', 'ends_at', 'end_received_at'].map(time)].join(),
    'incident',
  );

describe('a log of incidents', () => {
  test('is recognised, kept with the times at which it became known, and without the names of people', async () => {
    const { store, load } = await bench();
    const { source, notices } = await load(written('log.csv', log(good)));
    expect(source).toMatchObject({
      format: 'incidents',
      rowsKept: 1,
      from: Date.UTC(2025, 5, 1, 8),
      to: Date.UTC(2025, 5, 1, 9),
    });
    expect(source.mapping).toMatchObject({ receivedColumn: 'reported', endColumn: 'cleared', zone: 'UTC' });
    expect(await incidents(store)).toEqual(['i1 collision 08:00 08:05 09:00 09:00']);
    expect(brief(notices)).toEqual(['info columns-left-out row - column - x1']);
    expect(notices[0]?.parameters).toEqual({ columns: 'driver name' });
    const everything = await rowsOf(store, 'incident::VARCHAR', 'incident');
    expect(everything.join()).not.toContain('Doe');
  });

  test('has rows refused that make no sense, and says which and why', async () => {
    const { store, load } = await bench();
    await load(written('places.csv', places));
    const { source, notices } = await load(
      written(
        'log.csv',
        log(
          good,
          'i2,crash,2025-06-01T10:00Z,2025-06-01T10:01Z,2025-06-01T09:00Z,44.02,-12.03,,1',
          'i3,crash,,2025-06-01T10:01Z,,44.02,-12.03,,1',
          'i4,UFO landing,2025-06-01T11:00Z,,,44.02,-12.03,,1',
          'i5,crash,2025-06-01T12:00Z,2025-06-01T12:00Z,,-12.03,44.02,,1',
          'i6,crash,2025-06-01T13:00Z,2025-06-01T13:00Z,,0,0,,-3',
          'i1,breakdown,2025-06-01T08:10Z,2025-06-01T08:12Z,,44.02,-12.03,,many',
          'i8,crash,2025-06-01T14:00Z,2025-06-01T14:00Z,soon,,,,',
          'i9,crash,2025-06-01T15:00Z,2025-06-01T15:00Z,,,,,',
        ),
      ),
    );
    expect(source).toMatchObject({
      rowsRead: 9,
      rowsKept: 5,
      rowsRefused: 4,
      outcome: 'loaded-with-notices',
    });
    expect(brief(notices)).toEqual([
      'error end-before-start row 3 column cleared x1',
      'error time-missing row 4 column happened x1',
      'error time-unreadable row 9 column cleared x1',
      'warning record-duplicate row 2 column id x1',
      'warning kind-unknown row 5 column type x1',
      'warning incident-coordinates-swapped row 6 column latitude x1',
      'warning position-unusable row 6 column latitude x2',
      'warning incident-coordinates-zero row 7 column latitude x1',
      'warning value-negative row 7 column severity x1',
      'warning value-not-a-number row 8 column severity x1',
      'warning position-missing row 10 column latitude x1',
      'info columns-left-out row - column - x1',
      'info received-assumed row 5 column reported x1',
    ]);
    expect(await incidents(store)).toEqual([
      'i4 other 11:00 11:00 - -',
      'i5 collision 12:00 12:00 - -',
      'i6 collision 13:00 13:00 - -',
      'i1 breakdown 08:10 08:12 - -',
      'i9 collision 15:00 15:00 - -',
    ]);
    const located = await rowsOf(store, 'key', 'incident WHERE latitude IS NOT NULL');
    expect(located).toEqual(['i4', 'i1']);
  });

  test('asks for the zone of times that do not say theirs, and reads them in it', async () => {
    const { store, importer, load } = await bench();
    const path = written('log.csv', 'id,type,happened,severity\ni1,crash,2025-06-01 08:00,1\n');
    const { mapping, missing } = await importer.preview(path);
    expect(missing).toEqual(['zone']);
    expect(await refusalOf(importer.importFile(path, mapping, { actor: 'test' }))).toMatchObject({
      code: 'import-mapping-incomplete',
    });
    await load(path, { zone: 'Europe/Paris' });
    expect(await incidents(store)).toEqual(['i1 collision 06:00 06:00 - -']);
  });

  test('is recognised as a police list by what its column of kinds is called, positions or not', async () => {
    const { importer } = await bench();
    const police = 'Occurrence Date,Day of Week,Offense,Precinct,Latitude,Longitude\n';
    const path = written(
      'list.csv',
      `${police}10/02/2015 12:11:00 PM,Friday,GRAND LARCENY,25,44.02,-12.03\n`,
    );
    const { mapping, missing } = await importer.preview(path);
    expect(mapping).toMatchObject({
      ...{ format: 'incidents', timeColumn: 'Occurrence Date', kindColumn: 'Offense' },
      ...{ latitudeColumn: 'Latitude', longitudeColumn: 'Longitude' },
    });
    expect(missing).toContain('zone');
    const sensors = written(
      'sensors.csv',
      'id,type,installed,latitude,longitude\ns1,loop,2015-10-02,44,-12\n',
    );
    expect((await importer.preview(sensors)).mapping.format).toBe('places-csv');
  });

  test('is refused where a mapped column is missing or no position is in degrees, and leaves nothing behind', async () => {
    const { store, load } = await bench();
    const path = written('log.csv', log(good));
    expect(await refusalOf(load(path, { endColumn: 'over' }))).toMatchObject({
      code: 'import-column-missing',
      parameters: { file: 'log.csv', column: 'over' },
    });
    const projected = log(good.replace('44.02,-12.03', '4876543,512345'));
    expect(await refusalOf(load(written('projected.csv', projected)))).toMatchObject({
      code: 'import-coordinates-projected',
      parameters: { file: 'projected.csv', row: 2 },
    });
    const never = log('i1,crash,2025-06-01T08:00Z,,2025-06-01T07:00Z,44,-12,,1');
    expect(await refusalOf(load(written('never.csv', never)))).toMatchObject({
      code: 'import-no-usable-row',
    });
    expect(await incidents(store)).toEqual([]);
    expect(await store.sources.list()).toEqual([]);
  });

  test('goes without a trace when its source is removed', async () => {
    const { store, load } = await bench();
    const { source } = await load(written('log.csv', log(good)));
    await store.sources.remove(source.id);
    expect(await incidents(store)).toEqual([]);
    expect(await rowsOf(store, 'source_id', '(SELECT 0 AS source_row, source_id FROM source_span)')).toEqual(
      [],
    );
  });
});

test('planned events are recognised, must say when they end, and may lie ahead', async () => {
  const { store, load } = await bench();
  const { source, notices } = await load(
    written(
      'events.csv',
      `key,name,kind,site,longitude,latitude,starts_at,ends_at,visitors,announced
e1,Derby,match,arena,-12.03,44.02,2026-06-01T18:00Z,2026-06-01T20:00Z,27000,2025-05-20T09:00Z
e2,Fair,fair,port,-12.03,44.02,2025-06-01T18:00Z,,9000,
e3,Fair,fair,port,-12.03,44.02,2025-06-02T18:00Z,2025-06-02T22:00Z,9000,
`,
    ),
  );
  expect(source).toMatchObject({ format: 'events', rowsRead: 3, rowsKept: 2 });
  expect(source.mapping).toMatchObject({ receivedColumn: 'announced', visitorsColumn: 'visitors' });
  expect(brief(notices)).toEqual([
    'error end-missing row 3 column ends_at x1',
    'info columns-left-out row - column - x1',
    'info received-assumed row 4 column announced x1',
  ]);
  const columns = `key, name, kind, expected_visitors::INTEGER, ${time('ends_at')}, ${time('known_since')}`;
  expect(await rowsOf(store, columns, 'planned_event')).toEqual([
    'e1 Derby match 27000 20:00 09:00',
    'e3 Fair fair 9000 22:00 -',
  ]);
});
