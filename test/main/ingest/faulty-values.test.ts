import { describe, expect, test } from 'vitest';
import { at, long, wide } from './bad-files.ts';
import { bench, brief, readingsOf, speeds, written } from './importing.ts';

describe('a file with faulty values is loaded without them, and says which', () => {
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
});
