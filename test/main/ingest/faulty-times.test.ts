import { describe, expect, test } from 'vitest';
import { at, long } from './bad-files.ts';
import { bench, brief, now, readingsOf, speeds, written } from './importing.ts';

describe('a file with faulty times is loaded as far as it can be, and says what was wrong', () => {
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
});
