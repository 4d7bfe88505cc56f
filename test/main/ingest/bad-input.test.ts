import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Importer } from '../../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';
import { scratchFolder } from '../store/store.ts';
import { bench, brief, now, readingsOf, refusalOf, speeds, written } from './importing.ts';

const long = (...rows: string[]): string => ['sensor,time,speed', ...rows, ''].join('\n');
const wide = (...rows: string[]): string => ['time,a,b', ...rows, ''].join('\n');
const at = (minute: number): string => `2024-01-01 00:${String(minute).padStart(2, '0')}`;

/** Tries to import `content` and gives the refusal, with what the workspace holds afterwards: nothing. */
async function refused(name: string, content: string | Uint8Array, known = {}) {
  const { store, load } = await bench();
  const error = await refusalOf(load(written(name, content), { ...speeds, ...known }));
  expect(await store.sources.list()).toEqual([]);
  expect((await store.places.list()).rows).toBe(0);
  return { code: error.code, parameters: error.parameters };
}

describe('a file that cannot be used is refused and leaves nothing', () => {
  test('empty', async () => {
    expect(await refused('x.csv', '')).toEqual({ code: 'file-empty', parameters: { file: 'x.csv' } });
    expect(await refused('x.csv', '\n\n  \n')).toMatchObject({ code: 'file-empty' });
  });

  test('header only', async () => {
    expect(await refused('x.csv', 'sensor,time,speed\n', { format: 'readings-long' })).toMatchObject({
      code: expect.stringMatching(/^(file-no-rows|import-mapping-incomplete)$/) as string,
    });
    const mapping = {
      format: 'readings-long',
      timeColumn: 'time',
      placeColumn: 'sensor',
      valueColumn: 'speed',
    };
    expect(await refused('x.csv', 'sensor,time,speed\n', mapping)).toEqual({
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

  test('a separator that is not the file’s', async () => {
    const content = 'sensor;time;speed\na;2024-01-01 00:00;50,5\nb;2024-01-01 00:05;51,5\n';
    const known = {
      format: 'readings-long',
      separator: ',',
      timeColumn: 'time',
      placeColumn: 'sensor',
      valueColumn: 'speed',
    };
    expect(await refused('x.csv', content, known)).toMatchObject({
      code: 'import-column-missing',
      parameters: { column: 'sensor', columns: 'sensor;time;speed' },
    });
  });

  test('rows that are mostly wider than the first line', async () => {
    const rows = [`a,${at(0)},50`, `a,${at(5)},51,1`, `a,${at(10)},52,1`];
    expect(await refused('x.csv', long(...rows))).toEqual({
      code: 'import-row-width',
      parameters: { file: 'x.csv', row: 3, expected: 3, found: 4 },
    });
  });

  test('a column that is not there', async () => {
    expect(await refused('x.csv', long(`a,${at(0)},50`), { valueColumn: 'flow' })).toMatchObject({
      code: 'import-column-missing',
      parameters: { column: 'flow', columns: 'sensor, time, speed' },
    });
  });

  test('times that are none, and a zone that is none', async () => {
    const content = long('a,yesterday,50', 'b,today,51');
    const known = { format: 'readings-long', timeColumn: 'time' };
    expect(await refused('x.csv', content, known)).toMatchObject({
      code: 'import-time-unreadable',
      parameters: { row: 2, column: 'time', value: 'yesterday' },
    });
    expect(await refused('x.csv', long(`a,${at(0)},50`), { zone: 'Europe/Atlantis' })).toMatchObject({
      code: 'import-zone-unknown',
      parameters: { zone: 'Europe/Atlantis' },
    });
  });

  test('a way of writing times, a start or an offset that there is not', async () => {
    const content = long(`a,${at(0)},50`);
    expect(await refused('x.csv', content, { timeFormat: "%Q'" })).toEqual({
      code: 'import-time-format-unknown',
      parameters: { file: 'x.csv', format: "%Q'" },
    });
    expect(await refused('x.csv', content, { zone: '+99:00' })).toMatchObject({
      code: 'import-zone-unknown',
    });
    const stepped = { header: true, stepSeconds: 300, zone: 'Europe/Berlin' };
    for (const startsAt of ['yesterday', '2024-03-31T02:30']) {
      expect(await refused('x.csv', 'a,b\n50.5,51\n52,53\n', { ...stepped, startsAt })).toEqual({
        code: 'import-start-unreadable',
        parameters: { file: 'x.csv', value: startsAt, zone: 'Europe/Berlin' },
      });
    }
  });

  test('a unit of something else', async () => {
    expect(await refused('x.csv', long(`a,${at(0)},50`), { metric: 'speed', unit: 'kW' })).toEqual({
      code: 'import-unit-mismatch',
      parameters: { file: 'x.csv', metric: 'speed', unit: 'kW' },
    });
  });

  test('no number in the whole column', async () => {
    expect(await refused('x.csv', long(`a,${at(0)},x`), { valueColumn: 'speed' })).toMatchObject({
      code: 'import-no-usable-row',
    });
  });

  test('a mapping that leaves a question open', async () => {
    const { load } = await bench();
    const error = await refusalOf(load(written('x.csv', long(`a,${at(0)},50`)), { unit: 'mph' }));
    expect(error).toMatchObject({ code: 'import-mapping-incomplete', parameters: { missing: 'zone' } });
  });
});

describe('a file with faults is loaded as far as it can be, and says what was wrong', () => {
  test('rows that are too long or too short', async () => {
    const { store, load } = await bench();
    const loaded = await load(
      written(
        'x.csv',
        long(`a,${at(0)},50`, `a,${at(5)},51,9`, `a,${at(10)}`, `a,${at(15)},53`, `a,${at(20)},54`),
      ),
      speeds,
    );
    expect(brief(loaded.notices).slice(0, 2)).toEqual([
      'error row-too-many-columns row 3 column - x1',
      'error row-too-few-columns row 4 column - x1',
    ]);
    expect(loaded.notices[0]?.parameters).toEqual({ expected: 3, found: 4 });
    expect(loaded.source).toMatchObject({
      rowsRead: 5,
      rowsKept: 3,
      rowsRefused: 2,
      outcome: 'loaded-with-notices',
    });
    expect(await readingsOf(store)).toEqual([
      'a 2024-01-01T00:00 50.0',
      'a 2024-01-01T00:15 53.0',
      'a 2024-01-01T00:20 54.0',
    ]);
  });

  test('more rows of the wrong width than are remembered one by one', async () => {
    const { load } = await bench();
    const rows = Array.from({ length: 220_000 }, (_, row) => {
      const time = 1_700_000_000 + Math.floor(row / 100) * 300;
      return `s${row % 100},${time},50${row % 2 === 0 ? ',x' : ''}\n`;
    });
    const loaded = await load(written('x.csv', `sensor,time,speed\n${rows.join('')}`), speeds);
    expect(brief(loaded.notices)[0]).toBe('error row-too-many-columns row 2 column - x110000');
    expect(loaded.source).toMatchObject({ rowsRead: 220_000, rowsKept: 110_000, rowsRefused: 110_000 });
  });

  test('a row of the wrong width where rows have no times: the others keep theirs', async () => {
    const { store, load } = await bench();
    const content = 'a,b\n\n50.5,60\n51.5,61,9\n52.5,62\n53.5\n54.5,64\n';
    const loaded = await load(written('x.csv', content), {
      ...speeds,
      startsAt: '2024-01-01T00:00',
      stepSeconds: 300,
    });
    expect(brief(loaded.notices).slice(0, 2)).toEqual([
      'error row-too-many-columns row 4 column - x1',
      'error row-too-few-columns row 6 column - x1',
    ]);
    expect((await readingsOf(store)).slice(0, 3)).toEqual([
      'a 2024-01-01T00:00 50.5',
      'a 2024-01-01T00:10 52.5',
      'a 2024-01-01T00:20 54.5',
    ]);
  });

  test('lines before the table: comments, what spreadsheets say, and rows are counted from the first line', async () => {
    const { store, importer, load } = await bench();
    const rows = [`a;${at(0)};50,5`, `a;${at(5)};51,5;x`, `a;${at(10)};off`, `-;UTC;km/h`];
    const content = ['sep=;', '# exported, 2024', ' ', '', 'sensor;time;speed', ...rows, ''].join('\n');
    const path = written('x.csv', content);
    expect((await importer.preview(path)).mapping).toMatchObject({
      separator: ';',
      decimal: ',',
      header: true,
    });
    const loaded = await load(path, speeds);
    const found = brief(loaded.notices);
    expect(found).toContain('error row-too-many-columns row 7 column - x1');
    expect(found).toContain('error value-not-a-number row 8 column speed x2');
    expect(found).toContain('error time-unreadable row 9 column time x1');
    expect(await readingsOf(store)).toEqual(['a 2024-01-01T00:00 50.5']);
    expect((await store.places.list()).columns.key).toEqual(['a']);
    expect(loaded.source).toMatchObject({ rowsRead: 4, rowsKept: 1, places: 1 });

    const named = await load(
      written('y.csv', '# by X\n#sensor,time,speed\nb,2024-01-01T00:00Z,50\n'),
      speeds,
    );
    expect(named.source.mapping.placeColumn).toBe('#sensor');
    expect((await store.places.list()).columns.key).toEqual(['a', 'b']);
  });

  test('columns without a name are no places', async () => {
    const { store, load } = await bench();
    const loaded = await load(written('x.csv', `,time,a,\n0,${at(0)},50,\n1,${at(5)},51,\n`), speeds);
    expect(brief(loaded.notices)).toContain('info column-unnamed row - column column 1 x2');
    expect((await store.places.list()).columns.key).toEqual(['a']);
  });

  test('text in a number column, with the line it stands on', async () => {
    const { store, load } = await bench();
    const loaded = await load(
      written(
        'x.csv',
        long(`a,${at(0)},50`, '', `a,${at(5)},51,9`, `a,${at(10)},closed`, `a,${at(15)},`, `a,${at(20)},NaN`),
      ),
      speeds,
    );
    const found = brief(loaded.notices);
    expect(found).toContain('error value-not-a-number row 5 column speed x1');
    expect(found).toContain('error row-too-many-columns row 4 column - x1');
    expect(found).toContain('info value-missing row - column speed x2');
    expect(loaded.notices.find(({ code }) => code === 'value-not-a-number')?.parameters['value']).toBe(
      'closed',
    );
    expect(await readingsOf(store)).toEqual(['a 2024-01-01T00:00 50.0']);
  });

  test('one cell of a wide file, without its neighbours', async () => {
    const { store, load } = await bench();
    const loaded = await load(
      written('x.csv', wide(`${at(0)},50,60`, `${at(5)},51,off`, `${at(10)},,62`)),
      speeds,
    );
    expect(brief(loaded.notices)).toContain('error value-not-a-number row 3 column b x1');
    expect(brief(loaded.notices)).toContain('info value-missing row - column - x1');
    expect(loaded.source).toMatchObject({ rowsRead: 3, rowsKept: 3 });
    expect(await readingsOf(store)).toHaveLength(4);
  });

  test('the same place and time twice', async () => {
    const { store, load } = await bench();
    const loaded = await load(
      written('x.csv', long(`a,${at(0)},50`, `a,${at(5)},51`, `a,${at(0)},50`, `a,${at(5)},55`)),
      speeds,
    );
    expect(brief(loaded.notices)).toContain('info duplicate-reading-same row 4 column - x1');
    expect(brief(loaded.notices)).toContain('warning duplicate-reading-conflict row 5 column - x1');
    expect(await readingsOf(store)).toEqual(['a 2024-01-01T00:00 50.0', 'a 2024-01-01T00:05 55.0']);
    expect(loaded.source).toMatchObject({ rowsRead: 4, rowsKept: 2, rowsRefused: 2 });
  });

  test('times out of order', async () => {
    const { store, load } = await bench();
    const rows = [`a,${at(0)},50`, `b,${at(0)},60`, `a,${at(10)},52`, `b,${at(10)},62`, `a,${at(5)},51`];
    const loaded = await load(written('x.csv', long(...rows)), speeds);
    expect(brief(loaded.notices)).toContain('info time-out-of-order row 6 column time x1');
    expect((await readingsOf(store)).slice(0, 3)).toEqual([
      'a 2024-01-01T00:00 50.0',
      'a 2024-01-01T00:05 51.0',
      'a 2024-01-01T00:10 52.0',
    ]);
    const wideRows = [`${at(0)},1,2`, `${at(10)},3,4`, `${at(5)},5,6`];
    const wideFile = await load(written('w.csv', ['time,e,f', ...wideRows, ''].join('\n')), speeds);
    expect(brief(wideFile.notices)).toContain('info time-out-of-order row 4 column time x1');
    const ordered = await load(
      written('y.csv', long(`c,${at(0)},50`, `c,${at(5)},51`, `d,${at(0)},60`, `d,${at(5)},61`)),
      speeds,
    );
    expect(ordered.notices.map(({ code }) => code)).not.toContain('time-out-of-order');
  });

  test('times in the future', async () => {
    const { load } = await bench();
    const later = new Date(now + 86_400_000).toISOString();
    const loaded = await load(written('x.csv', long(`a,${at(0)},50`, `a,${later},51`)), {
      ...speeds,
      placeColumn: 'sensor',
    });
    expect(brief(loaded.notices)).toContain('warning time-future row 3 column time x1');
    expect(loaded.source.rowsKept).toBe(2);
  });

  test('a time decades away from all others, as of a device that lost its clock', async () => {
    const { store, load } = await bench();
    const rows = Array.from({ length: 300 }, (_, row) => `${1_704_067_200 + row * 300},50,60`);
    const stray = ['1900-01-01T00:00Z,1,2', '2087-01-01T00:00Z,1,2'];
    const time = (row: string): string =>
      row.replace(/^\d{10}/, (epoch) => new Date(Number(epoch) * 1000).toISOString());
    const content = ['time,a,b', ...rows.map(time), stray[0], ''].join('\n');
    const loaded = await load(written('x.csv', content), speeds);
    expect(brief(loaded.notices)).toContain('error time-astray row 302 column time x1');
    expect(loaded.source).toMatchObject({
      rowsRead: 301,
      rowsKept: 300,
      from: Date.UTC(2024, 0, 1),
      to: Date.UTC(2024, 0, 2, 1),
    });
    expect((await store.series.list('speed')).map(({ cadenceSeconds }) => cadenceSeconds)).toEqual([
      300, 300,
    ]);
    const few = await load(
      written('y.csv', `time,c\n2024-01-01T00:00Z,1\n${stray[1]?.slice(0, -2) ?? ''}\n`),
      speeds,
    );
    expect(few.source.rowsKept).toBe(2);
    expect(brief(few.notices)).toContain('warning time-future row 3 column time x1');
  });

  test('negative, absurd and zero speeds', async () => {
    const { store, load } = await bench();
    const zeros = Array.from(
      { length: 12 },
      (_, index) => `a,2024-01-01 01:${String(index * 5).padStart(2, '0')},0`,
    );
    const rows = [
      `a,${at(0)},50`,
      `a,${at(5)},-1`,
      `a,${at(10)},999`,
      `a,${at(15)},0`,
      `a,${at(20)},52`,
      ...zeros,
    ];
    const loaded = await load(written('x.csv', long(...rows)), speeds);
    const found = brief(loaded.notices);
    expect(found).toContain('error value-negative row 3 column speed x1');
    expect(found).toContain('error value-absurd row 4 column speed x1');
    expect(found).toContain('warning value-zero-run row 7 column speed x12');
    expect(await readingsOf(store)).toHaveLength(15);

    const again = await bench();
    const cleaned = await again.load(written('x.csv', long(...rows)), {
      ...speeds,
      missingValues: ['-1', '0'],
    });
    expect(brief(cleaned.notices)).toContain('info value-missing row - column speed x14');
    expect(await readingsOf(again.store)).toHaveLength(2);
  });

  test('rows that do not say where', async () => {
    const { load } = await bench();
    const loaded = await load(
      written('x.csv', long(`a,${at(0)},50`, `,${at(5)},51`, ` ,${at(10)},51`)),
      speeds,
    );
    expect(brief(loaded.notices)).toContain('error place-key-missing row 3 column sensor x2');
    expect(loaded.source).toMatchObject({ rowsRead: 3, rowsKept: 1, rowsRefused: 2 });
  });
});

describe('an import that is cancelled', () => {
  test('leaves the workspace as it was', async () => {
    const { store, load } = await bench();
    await load(written('first.csv', long(`a,${at(0)},50`)), speeds);
    const before = await readingsOf(store);
    const path = written('big.csv', 'x');
    const rows = Array.from({ length: 300_000 }, (_, index) => {
      const time = new Date(Date.UTC(2024, 0, 1) + Math.floor(index / 100) * 300_000).toISOString();
      return `s${index % 100},${time},50`;
    });
    writeFileSync(path, `sensor,time,speed\n${rows.join('\n')}\n`);
    for (const stage of ['import-reading', 'import-checking', 'import-saving']) {
      const abort = new AbortController();
      const error = await refusalOf(
        load(path, speeds, {
          signal: abort.signal,
          progress: (progress) => {
            if (progress.stage === stage) setTimeout(() => abort.abort(), 5);
          },
        }),
      );
      expect(error.code).toBe('aborted');
      expect(await readingsOf(store)).toEqual(before);
      expect(await store.sources.list()).toHaveLength(1);
    }
    expect((await load(path, speeds)).source.rowsKept).toBe(300_000);
  });
});
