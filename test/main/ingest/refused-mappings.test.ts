import { describe, expect, test } from 'vitest';
import { at, long, longMapping, refused } from './bad-files.ts';
import { bench, refusalOf, written } from './importing.ts';

describe('a file that is read by what does not fit it is refused and leaves nothing', () => {
  test('a separator that is not the file’s', async () => {
    const content = 'sensor;time;speed\na;2024-01-01 00:00;50,5\nb;2024-01-01 00:05;51,5\n';
    expect(await refused('x.csv', content, { ...longMapping, separator: ',' })).toMatchObject({
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
    const known = { format: 'readings-long', timeColumn: 'time' } as const;
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

  test('numbers of which most can be none of what is measured; with half of them it is loaded', async () => {
    const readings = (...speeds: number[]): string =>
      long(...speeds.map((speed, index) => `a,${at(index * 5)},${speed}`));
    expect(await refused('x.csv', readings(50, 60, 7000, 7100, 7200), { unit: 'km/h' })).toEqual({
      code: 'import-values-absurd',
      parameters: { file: 'x.csv', unit: 'km/h', value: 7000, percent: 60 },
    });
    const { load } = await bench();
    const half = await load(written('x.csv', readings(50, 60, 7000, 7100)), { unit: 'km/h', zone: 'UTC' });
    expect(half.notices).toContainEqual(expect.objectContaining({ code: 'value-absurd', count: 2 }));
  });

  test('a mapping that leaves a question open', async () => {
    const { load } = await bench();
    const error = await refusalOf(load(written('x.csv', long(`a,${at(0)},50`)), { unit: 'mph' }));
    expect(error).toMatchObject({ code: 'import-mapping-incomplete', parameters: { missing: 'zone' } });
  });
});
