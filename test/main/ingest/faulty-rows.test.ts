import { describe, expect, test } from 'vitest';
import { at, long } from './bad-files.ts';
import { bench, brief, readingsOf, speeds, written } from './importing.ts';

describe('a file with faulty rows is loaded without them, and says which', () => {
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
