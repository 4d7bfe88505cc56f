import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Importer } from '../../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';
import { scratchFolder } from '../store/store.ts';
import { at, long, longMapping, refused } from './bad-files.ts';
import { bench, brief, refusalOf, written } from './importing.ts';

describe('a file that cannot be read is refused and leaves nothing', () => {
  test('empty', async () => {
    expect(await refused('x.csv', '')).toEqual({ code: 'file-empty', parameters: { file: 'x.csv' } });
    expect(await refused('x.csv', '\n\n  \n')).toMatchObject({ code: 'file-empty' });
  });

  test('header only', async () => {
    expect(await refused('x.csv', 'sensor,time,speed\n', { format: 'readings-long' })).toMatchObject({
      code: expect.stringMatching(/^(file-no-rows|import-mapping-incomplete)$/) as string,
    });
    expect(await refused('x.csv', 'sensor,time,speed\n', longMapping)).toEqual({
      code: 'file-no-rows',
      parameters: { file: 'x.csv' },
    });
  });

  test.each([
    ['places.csv', 'sensor_id,name,lat,lon\n'],
    ['links.csv', '\ufefffrom,to,weight'],
    ['long.csv', 'sensor,time,speed\r\n\r\n'],
    ['wide.csv', 'time,a,b,c\n'],
    ['places.geojson', '{"type":"FeatureCollection","features":[]}'],
  ])('header only: the preview of %s says so', async (name, content) => {
    const { importer } = await bench();
    const preview = await importer.preview(written(name, content));
    expect(brief(preview.notices)).toEqual(['error no-rows row - column - x1']);
    if (name === 'places.csv') {
      expect(preview.missing).toEqual([]);
      expect(await refused(name, content)).toEqual({ code: 'file-no-rows', parameters: { file: name } });
    }
  });

  test('missing, or a folder', async () => {
    const { load } = await bench();
    const path = written('x.csv', 'x');
    rmSync(path);
    expect((await refusalOf(load(path))).code).toBe('file-missing');
    expect((await refusalOf(load(import.meta.dirname))).code).toBe('file-inaccessible');
  });

  test('the wrong encoding', async () => {
    const latin = Buffer.from(long(`Köln,${at(0)},50`, `Köln,${at(5)},51`), 'latin1');
    expect(await refused('x.csv', latin, { encoding: 'utf-8' })).toEqual({
      code: 'file-encoding',
      parameters: { file: 'x.csv', row: 2 },
    });
    const gbk = Buffer.concat([
      Buffer.from('sensor,time,speed\n'),
      Buffer.from([0xc4, 0xcf, 0x8e, 0xd6]),
      Buffer.from(`,${at(0)},50\n`),
    ]);
    expect(await refused('x.csv', gbk)).toMatchObject({ code: 'file-encoding', parameters: { row: 2 } });
    const bigEndian = Buffer.from(`\ufeff${long(`a,${at(0)},50`)}`, 'utf16le').swap16();
    expect(await refused('x.csv', bigEndian)).toMatchObject({ code: 'file-encoding' });
  });

  test('a wrong character far beyond what the preview looked at', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `s${index % 100},${at(Math.floor(index / 100) % 60)},50`,
    );
    const content = Buffer.concat([
      Buffer.from(`sensor,time,speed\n${rows.join('\n')}\n`),
      Buffer.from([0xfc]),
      Buffer.from(`,${at(0)},50\n`),
    ]);
    expect(await refused('x.csv', content)).toMatchObject({
      code: 'file-encoding',
      parameters: { row: 60_002 },
    });
  });

  test('not what its name says', async () => {
    const zip = Buffer.from('504b030414000000080021', 'hex');
    expect(await refused('x.csv', zip)).toEqual({
      code: 'file-kind-mismatch',
      parameters: { file: 'x.csv', kind: 'ZIP or Excel' },
    });
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await refused('x.csv', png)).toMatchObject({ parameters: { kind: 'PNG' } });
    expect(await refused('x.csv', Buffer.from([1, 2, 0, 3, 0, 0, 0, 4, 5, 0]))).toMatchObject({
      code: 'file-kind-mismatch',
      parameters: { kind: 'binary' },
    });
    expect(await refused('x.csv', '<!DOCTYPE html><html><body>Please log in</body></html>')).toMatchObject({
      code: 'file-kind-mismatch',
      parameters: { kind: 'HTML' },
    });
    expect(await refused('x.geojson', 'sensor,time\na,b\n')).toMatchObject({ code: 'file-unreadable' });
    for (const json of ['[{"id":1}]', '{"type":"Feature"}', '{"type":"Point","coordinates":[1,2]}']) {
      expect(await refused('x.json', json)).toEqual({
        code: 'file-unreadable',
        parameters: { file: 'x.json', row: 1, reason: 'it is no GeoJSON feature collection' },
      });
    }
    const collection = '{"type":"FeatureCollection","features":[{"properties":{"id":"Köln"}}]}';
    for (const bytes of [Buffer.from(collection, 'latin1'), Buffer.from(`\ufeff${collection}`, 'utf16le')]) {
      expect(await refused('x.geojson', bytes)).toMatchObject({ code: 'file-encoding' });
    }
  });

  test('larger than the memory that there is', async () => {
    const limits = { memory: '64MB', threads: 1 };
    const about = { name: 'City', isPractice: false };
    const store = await WorkspaceStore.create(join(scratchFolder(), 'city'), about, { migrations, limits });
    onTestFinished(() => store.close());
    const features = Array.from(
      { length: 200_000 },
      (_, index) => `{"properties":{"id":"a${index}","road":"A 100"}}`,
    );
    const path = written('x.geojson', `{"type":"FeatureCollection","features":[${features.join(',')}]}`);
    expect((await refusalOf(new Importer(store).preview(path))).code).toBe('memory-full');
    expect(await store.sources.list()).toEqual([]);
  });

  test('an open quotation mark', async () => {
    expect(await refused('x.csv', long(`a,${at(0)},50`, `"b,${at(5)},50`, `c,${at(10)},50`))).toMatchObject({
      code: 'file-unreadable',
      parameters: { row: 3 },
    });
  });
});
