import { describe, expect, test } from 'vitest';
import { bench, brief, refusalOf, speeds, written } from './importing.ts';

const places =
  'sensor_id,name,lat,lon,road\na,North,52.5,13.4,A100\nb,South,52.4,13.3,A100\nc,East,52.5,13.6,A10\n';
const geojson = (features: readonly object[], more = {}): string =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });
const feature = (id: string, geometry: object | null): object => ({
  type: 'Feature',
  properties: { sensor_id: id, road: 'A100' },
  geometry,
});
const point = (longitude: number, latitude: number): object => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

describe('places as CSV', () => {
  test('come with name, location and what else the file says', async () => {
    const { store, load } = await bench();
    const loaded = await load(written('places.csv', places));
    expect(loaded.source.mapping).toMatchObject({
      format: 'places-csv',
      nameColumn: 'name',
      latitudeColumn: 'lat',
    });
    expect(loaded.notices).toEqual([]);
    const list = await store.places.list();
    expect(list.columns.name).toEqual(['North', 'South', 'East']);
    expect(list.extent).toEqual({ west: 13.3, south: 52.4, east: 13.6, north: 52.5 });
    expect(list.columns.sourceFile).toEqual(['places.csv', 'places.csv', 'places.csv']);
    const attributes = await store.read(async (connection) =>
      (await connection.run("SELECT attributes ->> 'road' FROM current_place ORDER BY key")).getColumns(),
    );
    expect(attributes).toEqual([['A100', 'A100', 'A10']]);
  });

  test('give a location to places that were known by key alone, and take it back when removed', async () => {
    const { store, load } = await bench();
    const readings = written('x.csv', 'sensor,time,speed\na,2024-01-01 00:00,50\nz,2024-01-01 00:00,50\n');
    const first = await load(readings, speeds);
    expect(brief(first.notices)).toContain('info place-unknown row 2 column sensor x2');
    expect((await store.places.list()).columns.sourceFile).toEqual(['x.csv', 'x.csv']);
    const located = await load(written('places.csv', places));
    const listed = await store.places.list();
    expect(listed.withoutLocation).toBe(1);
    expect(listed.columns.sourceFile).toEqual(['places.csv', 'x.csv', 'places.csv', 'places.csv']);
    const again = await load(readings, speeds);
    expect(again.notices.find(({ code }) => code === 'place-unknown')).toMatchObject({
      count: 1,
      parameters: { place: 'z' },
    });
    await store.sources.remove(located.source.id);
    const left = await store.places.list();
    expect(left.columns.key).toEqual(['a', 'z']);
    expect(left.withoutLocation).toBe(2);
  });

  test('without or with impossible locations are kept and said', async () => {
    const { store, load } = await bench();
    const loaded = await load(
      written('p.csv', `${places}d,West,,\ne,Moon,52.5,500,x\n`.replace('West,,', 'West,,,x')),
    );
    expect(brief(loaded.notices)).toEqual([
      'warning location-missing row 5 column lat x1',
      'warning location-out-of-range row 6 column lat x1',
    ]);
    expect((await store.places.list()).withoutLocation).toBe(2);
  });

  test('whose degrees are no numbers are kept without a location, and say what stands there', async () => {
    const { load } = await bench();
    const loaded = await load(written('p.csv', 'id,lat,lon\na,52.5,13.4\nb,"52°30\'N",13.4\nc,52.5,east\n'));
    expect(brief(loaded.notices)).toEqual([
      'warning location-unreadable row 3 column lat x2',
      'warning location-missing row 3 column lat x2',
    ]);
    expect(loaded.notices[0]?.parameters).toEqual({ value: "52°30'N" });
  });

  test('named twice are refused', async () => {
    const { load } = await bench();
    expect(await refusalOf(load(written('p.csv', `${places}a,Again,1,2,x\n`)))).toMatchObject({
      code: 'import-duplicate-place',
      parameters: { file: 'p.csv', row: 5, place: 'a' },
    });
  });

  test('in metres are refused', async () => {
    const { load } = await bench();
    const content = 'id,x,y\na,392000,5819000\nb,392100,5819200\n';
    expect(await refusalOf(load(written('p.csv', content)))).toMatchObject({
      code: 'import-coordinates-projected',
      parameters: { row: 2, x: 392000, y: 5819000 },
    });
  });
});

describe('places as GeoJSON', () => {
  test('come with their properties; other geometries keep the place without a location', async () => {
    const { store, load } = await bench();
    const content = geojson([
      feature('a', point(13.4, 52.5)),
      feature('b', null),
      feature('c', { type: 'GeometryCollection', geometries: [] }),
      feature('d', {
        type: 'LineString',
        coordinates: [
          [13, 52],
          [13.1, 52],
        ],
      }),
    ]);
    const loaded = await load(written('sensors.geojson', `\ufeff${content}`));
    expect(loaded.source.mapping).toMatchObject({ format: 'places-geojson', placeColumn: 'sensor_id' });
    expect(
      loaded.notices.map(({ code, count, parameters }) => [code, count, parameters['geometry'] ?? null]),
    ).toEqual([
      ['location-missing', 1, null],
      ['geometry-not-point', 1, 'GeometryCollection'],
    ]);
    const list = await store.places.list();
    expect(list.columns.key).toEqual(['a', 'b', 'c', 'd']);
    expect([list.columns.longitude[0], list.columns.latitude[0]]).toEqual([13.4, 52.5]);
    expect(list.withoutLocation).toBe(2);
  });

  test('take the feature’s own id when no property names the place', async () => {
    const { store, load } = await bench();
    const content = geojson([{ type: 'Feature', id: 7, properties: { speed: 3 }, geometry: point(1, 2) }]);
    await load(written('x.json', content));
    expect((await store.places.list()).columns.key).toEqual(['7']);
  });

  test('in projected coordinates are refused, by what they say or by what they are', async () => {
    const { load } = await bench();
    const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25833' } } };
    expect(
      await refusalOf(load(written('x.geojson', geojson([feature('a', point(1, 2))], crs)))),
    ).toMatchObject({
      code: 'import-coordinates-projected',
      parameters: { x: 'urn:ogc:def:crs:EPSG::25833' },
    });
    expect(
      await refusalOf(load(written('y.geojson', geojson([feature('a', point(392000, 5819000))])))),
    ).toMatchObject({
      code: 'import-coordinates-projected',
    });
  });

  test('with no features, or broken, are refused', async () => {
    const { load } = await bench();
    const known = { placeColumn: 'id' };
    expect((await refusalOf(load(written('x.geojson', geojson([])), known))).code).toBe('file-no-rows');
    expect(
      (await refusalOf(load(written('y.geojson', geojson([feature('a', null)]).slice(0, -9)), known))).code,
    ).toBe('file-unreadable');
  });
});

describe('links', () => {
  test('as an edge list are directed; those to itself are left out', async () => {
    const { store, load } = await bench();
    await load(written('places.csv', places));
    const edges = 'from,to,weight\na,a,1\na,b,0.5\nb,c,0.25\nb,c,0.75\nc,x,half\nc,,1\nc,y,1\n';
    const loaded = await load(written('edges.csv', edges));
    expect(brief(loaded.notices)).toEqual([
      'error value-not-a-number row 6 column weight x1',
      'error place-key-missing row 7 column from x1',
      'warning link-duplicate row - column - x1',
      'warning link-place-unknown row 8 column from x1',
      'info link-self row 2 column from x1',
    ]);
    const [set] = await store.links.list();
    if (set === undefined) throw new Error('no link set');
    expect(set).toMatchObject({ name: 'edges', type: 'similarity', links: 3 });
    const { targets, offsets, weights } = await store.links.rows(
      set,
      (await store.places.list()).columns.place,
    );
    expect([[...offsets], [...targets], [...weights]]).toEqual([
      [0, 1, 2, 3, 3],
      [1, 2, 3],
      [0.5, 0.75, 1],
    ]);
  });

  test('without a weight weigh 1, and say so where others have one', async () => {
    const { store, load } = await bench();
    const loaded = await load(written('l.csv', 'from,to,distance\na,b,350.5\nb,c,\n'));
    expect(brief(loaded.notices)).toContain('warning link-weight-missing row 3 column distance x1');
    expect((await store.links.list())[0]?.links).toBe(2);
    const plain = await load(written('m.csv', 'from,to\na,b\n'));
    expect(brief(plain.notices)).toEqual([]);
  });

  test('as a matrix follow the order of a source', async () => {
    const { store, load } = await bench();
    const wide = await load(written('speed.csv', '30,10,20\n60.5,61,62\n63.5,64,65\n'), {
      ...speeds,
      startsAt: '2024-01-01T00:00',
      stepSeconds: 300,
    });
    const loaded = await load(written('adj.csv', '1,0.5,0\n0,1,0\n0.25,0,1\n'));
    expect(loaded.source.mapping).toMatchObject({
      format: 'links-adjacency',
      orderFromSource: wide.source.id,
    });
    expect(brief(loaded.notices)).toEqual([
      'info adjacency-asymmetric row 1 column - x2',
      'info link-self row 1 column - x3',
    ]);
    const links = await store.read(async (connection) => {
      const result = await connection.run(
        'SELECT f.key, t.key, weight FROM link JOIN place f ON f.place_id = from_place_id JOIN place t ON t.place_id = to_place_id ORDER BY weight',
      );
      return result.getRows();
    });
    expect(links).toEqual([
      ['20', '30', 0.25],
      ['30', '10', 0.5],
    ]);
  });

  test('as a matrix of the wrong size or with no order are refused', async () => {
    const { load } = await bench();
    const source = await load(written('places.csv', places));
    const matrix = written('adj.csv', '1,0\n0.5,1\n');
    const known = { format: 'links-adjacency', header: false, linkType: 'adjacency' } as const;
    expect(await refusalOf(load(matrix, { ...known, orderFromSource: source.source.id }))).toMatchObject({
      code: 'import-adjacency-size',
      parameters: { file: 'adj.csv', size: 2, places: 3, source: 'places.csv' },
    });
    expect(await refusalOf(load(matrix, known))).toMatchObject({
      code: 'import-mapping-incomplete',
      parameters: { missing: 'orderFromSource' },
    });
    expect(await refusalOf(load(matrix, { ...known, orderFromSource: 99 }))).toMatchObject({
      code: 'import-adjacency-order-missing',
    });
    expect(
      await refusalOf(
        load(written('half.csv', '1,0,1\n0,1,1\n'), { ...known, orderFromSource: source.source.id }),
      ),
    ).toMatchObject({ code: 'import-adjacency-not-square', parameters: { rows: 2, columns: 3 } });
  });

  test('as a matrix whose rows stand in another order than its columns', async () => {
    const { store, load } = await bench();
    await load(written('m.csv', 'id,n1,n2\nn2,0.25,0\nn1,0,0.75\n'), { format: 'links-adjacency' });
    const links = await store.read(async (connection) => {
      const result = await connection.run(
        'SELECT f.key, t.key, weight FROM link JOIN place f ON f.place_id = from_place_id JOIN place t ON t.place_id = to_place_id ORDER BY weight',
      );
      return result.getRows();
    });
    expect(links).toEqual([
      ['n2', 'n1', 0.25],
      ['n1', 'n2', 0.75],
    ]);
    const bad = (content: string) =>
      refusalOf(load(written('m.csv', content), { format: 'links-adjacency' }));
    expect(await bad('id,n1,n2\nn1,0,1\nx,1,0\n')).toMatchObject({
      code: 'import-adjacency-row-unknown',
      parameters: { row: 3, place: 'x' },
    });
    expect(await bad('id,n1,n1\nn1,0,1\nn1,1,0\n')).toMatchObject({
      code: 'import-duplicate-place',
      parameters: { row: 1, place: 'n1' },
    });
  });

  test('as a matrix that numbers its rows follow the order of a source', async () => {
    const { store, load } = await bench();
    const wide = await load(written('speed.csv', '30,10,20\n60.5,61,62\n63.5,64,65\n'), {
      ...speeds,
      startsAt: '2024-01-01T00:00',
      stepSeconds: 300,
    });
    const loaded = await load(written('adj.csv', ',0,1,2\n0,0,0.5,0\n1,0,0,0\n2,0.25,0,0\n'));
    expect(loaded.source.mapping).toMatchObject({
      format: 'links-adjacency',
      header: true,
      orderFromSource: wide.source.id,
    });
    expect((await store.places.list()).columns.key).toEqual(['30', '10', '20']);
    expect((await store.links.list())[0]?.links).toBe(2);
    const named = await load(written('own.csv', 'n1,n2,n3\n0,1,0\n1,0,0\n0,0,0\n'), {
      format: 'links-adjacency',
    });
    expect(named.source.mapping.orderFromSource).toBeUndefined();
  });

  test('as a matrix whose first line and column name the places', async () => {
    const { store, load } = await bench();
    await load(written('m.csv', 'id,n1,n2\nn1,0,0.5\nn2,0.5,0\n'), { format: 'links-adjacency' });
    expect((await store.links.list())[0]?.links).toBe(2);
    expect((await store.places.list()).columns.key).toEqual(['n1', 'n2']);
  });
});

describe('a feeder tree', () => {
  test.each([
    ['parent,child', {}],
    ['substation,feeder', { fromColumn: 'substation', toColumn: 'feeder', format: 'links-edges' }],
  ] as const)('of nothing but words under “%s” has a header', async (header, known) => {
    const { load } = await bench();
    const path = written('feeder-tree.csv', `${header}\ns1,f1\ns1,f2\ns2,f3\n`);
    const { source } = await load(path, known);
    expect(source.mapping).toMatchObject({ format: 'links-edges', linkType: 'feeder-tree', header: true });
    expect(source.rowsKept).toBe(3);
    expect(source.places).toBe(5);
  });
});
