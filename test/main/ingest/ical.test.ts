import { describe, expect, test } from 'vitest';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { bench, brief, refusalOf, written } from './importing.ts';

/** A file of these events, each a list of content lines. */
const ical = (...events: readonly (readonly string[])[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Somebody//Calendar 1.0//EN'],
    ...[
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Paris',
      'BEGIN:STANDARD',
      'DTSTART:19701025T030000',
      'END:STANDARD',
      'END:VTIMEZONE',
    ],
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const days = async (store: WorkspaceStore): Promise<string[]> =>
  (await store.surroundings.holidays()).holidays.map(
    ({ day, name }) => `${new Date(day * 86_400_000).toISOString().slice(0, 10)} ${name ?? '-'}`,
  );
const planned = async (store: WorkspaceStore): Promise<string[]> =>
  await store.read(async (connection) => {
    await connection.run("SET TimeZone = 'UTC'");
    const instant = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M')`;
    const result = await connection.run(
      `SELECT concat_ws(' | ', key, name, kind, ${instant('starts_at')}, ${instant('ends_at')}, latitude) FROM planned_event ORDER BY source_row`,
    );
    return (await result.getRows()).map((row) => String(row[0]));
  });

describe('an iCalendar of whole days', () => {
  test('is a calendar of holidays: folded lines, escapes, several days, and no one’s name', async () => {
    const { store, load } = await bench();
    const { source, notices } = await load(
      written(
        'holidays.ics',
        ical(
          [
            'UID:1',
            'DTSTART;VALUE=DATE:20250501',
            'SUMMARY:Labour Day\\, paid',
            'ORGANIZER;CN="Doe: J;":mailto:doe@example.org',
          ],
          [
            'UID:2',
            'DTSTART;VALUE=DATE:20251225',
            'DTEND;VALUE=DATE:20251227',
            'SUMMARY;LANGUAGE=en:Christ',
            ' mas',
          ],
        ),
      ),
    );
    expect(source).toMatchObject({
      format: 'calendar',
      rowsKept: 3,
      rowsRefused: 0,
      from: Date.UTC(2025, 0, 1),
    });
    expect(await days(store)).toEqual([
      '2025-05-01 Labour Day, paid',
      '2025-12-25 Christmas',
      '2025-12-26 Christmas',
    ]);
    expect(notices.map(({ code }) => code)).toEqual(['columns-left-out']);
    expect(JSON.stringify(notices)).not.toContain('Doe');
  });

  test('repeats by the year where its other days are, without exceptions and what is cancelled', async () => {
    const { store, load } = await bench();
    const { notices } = await load(
      written(
        'holidays.ics',
        ical(
          [
            'UID:1',
            'DTSTART;VALUE=DATE:19700101',
            'RRULE:FREQ=YEARLY;BYMONTH=1',
            'EXDATE;VALUE=DATE:20240101',
            'SUMMARY:New Year',
          ],
          ['UID:2', 'DTSTART;VALUE=DATE:20230407', 'SUMMARY:Good Friday'],
          ['UID:3', 'DTSTART;VALUE=DATE:20250418', 'SUMMARY:Good Friday'],
          ['UID:4', 'DTSTART;VALUE=DATE:20230501', 'RRULE:FREQ=YEARLY;UNTIL=20240501', 'SUMMARY:Labour Day'],
          ['UID:5', 'DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;COUNT=3', 'SUMMARY:Leap Day'],
          ['UID:6', 'DTSTART;VALUE=DATE:20240606', 'STATUS:CANCELLED', 'SUMMARY:Parade'],
          ['UID:7', 'DTSTART;VALUE=DATE:20240902', 'RRULE:FREQ=YEARLY;BYDAY=1MO', 'SUMMARY:Labor Day'],
          ['UID:8', 'DTSTART:20240902T180000Z', 'SUMMARY:Council'],
        ),
      ),
      { format: 'calendar' },
    );
    expect((await days(store)).toSorted()).toEqual([
      ...['2023-01-01 New Year', '2023-04-07 Good Friday', '2023-05-01 Labour Day', '2024-02-29 Leap Day'],
      ...['2024-05-01 Labour Day', '2025-01-01 New Year', '2025-04-18 Good Friday'],
    ]);
    expect(brief(notices)).toEqual([
      'error ical-repeats row 45 column - x1',
      'error ical-not-all-day row 51 column - x1',
      'info ical-cancelled row 39 column - x1',
    ]);
  });
});

describe('an iCalendar with times', () => {
  test('is events: of zones, of the city’s clock and of UTC, with their ends, by the year on the same clock', async () => {
    const { store, load } = await bench();
    const { source } = await load(
      written(
        'events.ics',
        ical(
          [
            'UID:a',
            'DTSTART;TZID=Europe/Paris:20250329T200000',
            'DURATION:PT8H',
            'SUMMARY:Concert',
            'GEO:48.85;2.35',
          ],
          [
            'UID:b',
            'DTSTART:20250601T100000',
            'DTEND:20250601T120000',
            'SUMMARY:Market',
            'CATEGORIES:MARKET,FOOD',
          ],
          [
            'UID:c',
            'DTSTART;TZID=Europe/Paris:20240714T220000',
            'DTEND:20240714T210000Z',
            'RRULE:FREQ=YEARLY',
            'SUMMARY:Fireworks',
          ],
          [
            'UID:c',
            'RECURRENCE-ID:20250714T200000Z',
            'DTSTART:20250715T200000Z',
            'DTEND:20250715T210000Z',
            'SUMMARY:Fireworks',
          ],
        ),
      ),
      { zone: 'Europe/Paris' },
    );
    expect(source).toMatchObject({ format: 'events', rowsKept: 4 });
    expect(await planned(store)).toEqual([
      'a | Concert | concert | 2025-03-29T19:00 | 2025-03-30T03:00 | 48.85',
      'b | Market | fair | 2025-06-01T08:00 | 2025-06-01T10:00',
      'c 2024-07-14T20:00:00Z | Fireworks | other | 2024-07-14T20:00 | 2024-07-14T21:00',
      'c 2025-07-15T20:00:00Z | Fireworks | other | 2025-07-15T20:00 | 2025-07-15T21:00',
    ]);
  });

  test('has those refused of which nobody can say when they are, with line and reason', async () => {
    const { store, load } = await bench();
    const { source, notices } = await load(
      written(
        'events.ics',
        ical(
          ['UID:a', 'DTSTART:20250329T200000Z', 'DTEND:20250329T210000Z', 'SUMMARY:Concert'],
          [
            'UID:b',
            'DTSTART;TZID=W. Europe Standard Time:20250329T200000',
            'DTEND:20250329T230000Z',
            'SUMMARY:Talk',
          ],
          ['UID:c', 'DTSTART:20251329T200000Z', 'SUMMARY:Never'],
          ['UID:d', 'SUMMARY:Some day'],
          ['UID:e', 'DTSTART:20250330T200000Z', 'SUMMARY:Open end'],
        ),
      ),
    );
    expect(source).toMatchObject({ format: 'events', rowsKept: 1, rowsRefused: 4 });
    expect(await planned(store)).toHaveLength(1);
    expect(brief(notices).filter((one) => one.startsWith('error'))).toEqual([
      'error ical-zone-unknown row 16 column - x1',
      'error time-unreadable row 22 column - x1',
      'error time-missing row 27 column - x1',
      'error end-missing row 31 column DTEND x1',
    ]);
    expect(notices.find(({ code }) => code === 'ical-zone-unknown')?.parameters).toEqual({
      value: 'W. Europe Standard Time',
    });
  });
});

test.each([
  ['without events', ical(), 'file-no-rows'],
  [
    'of cancelled ones alone',
    ical(['DTSTART;VALUE=DATE:20250501', 'STATUS:CANCELLED']),
    'import-no-usable-row',
  ],
  [
    'that ends in an event',
    ical(['DTSTART;VALUE=DATE:20250501']).split('END:VEVENT')[0] ?? '',
    'file-unreadable',
  ],
])('an iCalendar %s is refused', async (_what, content, code) => {
  const { load } = await bench();
  expect((await refusalOf(load(written('a.ics', content), { format: 'calendar' }))).code).toBe(code);
});
