import { describe, expect, test } from 'vitest';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { bench, brief, refusalOf, written } from './importing.ts';

const day = 86_400_000;
const dayOf = (date: string): number => Date.parse(date) / day;
const dates = ({ holidays }: Awaited<ReturnType<WorkspaceStore['surroundings']['holidays']>>): string[] =>
  holidays.map((one) => `${new Date(one.day * day).toISOString().slice(0, 10)} ${one.name ?? '-'}`);

describe('a calendar', () => {
  test('of every day is recognised, speaks for its days, and is gone with its source', async () => {
    const { store, load } = await bench();
    const rows = [
      'date,holiday,school',
      '2025-12-24,,true',
      '2025-12-25,Christmas Day,false',
      '2025-12-26,,false',
    ];
    const { source, notices } = await load(written('calendar.csv', rows.join('\n')));
    expect(source).toMatchObject({
      format: 'calendar',
      rowsKept: 3,
      from: Date.UTC(2025, 11, 24),
      to: Date.UTC(2025, 11, 27),
    });
    expect(brief(notices)).toEqual(['info columns-left-out row - column - x1']);
    const calendar = await store.surroundings.holidays();
    expect(dates(calendar)).toEqual(['2025-12-25 Christmas Day']);
    expect(calendar.spans).toEqual([{ first: dayOf('2025-12-24'), last: dayOf('2025-12-26') }]);
    expect(await store.surroundings.kinds()).toMatchObject({ holidays: true });
    await store.sources.remove(source.id);
    expect(await store.surroundings.holidays()).toEqual({ holidays: [], spans: [] });
    expect(await store.surroundings.kinds()).toMatchObject({ holidays: false });
  });

  test('of holidays alone speaks for its years, however days are written and holidays marked', async () => {
    const { store, load } = await bench();
    const rows = ['Datum;Feiertag', '01.01.2017;ja', '30.07.2017;Throne Day', '06.11.2017;1'];
    const { source } = await load(written('feiertage.csv', rows.join('\n')), { zone: 'Africa/Casablanca' });
    expect(source).toMatchObject({ format: 'calendar', rowsKept: 3 });
    const calendar = await store.surroundings.holidays();
    expect(dates(calendar)).toEqual(['2017-01-01 -', '2017-07-30 Throne Day', '2017-11-06 -']);
    expect(calendar.spans).toEqual([{ first: dayOf('2017-01-01'), last: dayOf('2017-12-31') }]);
  });

  test('has rows refused whose day nobody can read, and flags of no holiday are none', async () => {
    const { store, load } = await bench();
    const rows = ['date,is_holiday', '2025-05-01,1', '2025-05-02,0', '2025-05-03,false', 'someday,1', ',1'];
    const { source, notices } = await load(written('days.csv', rows.join('\n')));
    expect(source).toMatchObject({ rowsKept: 3, rowsRefused: 2 });
    expect(brief(notices)).toEqual([
      'error time-unreadable row 5 column date x1',
      'error time-missing row 6 column date x1',
    ]);
    expect(dates(await store.surroundings.holidays())).toEqual(['2025-05-01 -']);
  });

  test('without any holiday is kept as days that are none, and told', async () => {
    const { store, load } = await bench();
    const { notices } = await load(written('days.csv', 'date,holiday\n2025-05-02,\n2025-05-03,no\n'));
    expect(brief(notices)).toEqual(['warning holiday-none row - column holiday x1']);
    const { holidays, spans } = await store.surroundings.holidays();
    expect(holidays).toEqual([]);
    expect(spans).toEqual([{ first: dayOf('2025-05-02'), last: dayOf('2025-05-03') }]);
  });

  test('of which no day can be read is refused, and nothing of it is kept', async () => {
    const { store, load } = await bench();
    const path = written('days.csv', 'date,holiday\nsomeday,1\nanother,1\n');
    const known = { format: 'calendar', timeColumn: 'date', holidayColumn: 'holiday' } as const;
    expect(await refusalOf(load(path, known))).toMatchObject({ code: 'import-time-unreadable' });
    expect(await store.sources.list()).toEqual([]);
    expect(await store.surroundings.kinds()).toMatchObject({ holidays: false });
  });

  test('is not seen in readings that have a column of holidays, nor where a day stands in many rows', async () => {
    const { importer } = await bench();
    const hourly = 'time,holiday,load\n2025-05-01 00:00,1,40\n2025-05-01 01:00,1,41\n';
    expect((await importer.preview(written('load.csv', hourly))).mapping.format).not.toBe('calendar');
    const regions = 'date,holiday,region\n2025-05-01,May Day,north\n2025-05-01,May Day,south\n';
    expect((await importer.preview(written('regions.csv', regions))).mapping.format).not.toBe('calendar');
  });
});
