import { Temporal } from 'temporal-polyfill';
import type { ColumnKey } from '../../common/contract/messages/sources.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { literal } from '../sql.ts';
import { readICalendar } from './content-lines.ts';
import { icalColumns, occurrencesOf, type EventLeftOut, type Occurrence } from './occurrences.ts';

/**
 * Reads an iCalendar into `raw`, a text column for each role: a row for each time at which an event takes place, in a calendar of
 * holidays for each day, of events that take whole days alone.
 * @returns what was read, and the properties that are made no use of by themselves
 * @throws MetropoleError `file-…`, `import-column-missing`, `import-no-usable-row`
 */
export async function stageICalRows(
  context: ImportContext,
  roles: Readonly<Record<string, ColumnKey>>,
): Promise<{ readonly records: number; readonly refused: number; readonly names: readonly string[] }> {
  const { connection, mapping, findings, path, now } = context;
  const { events } = await readICalendar(path);
  const found = occurrencesOf(events, new Date(now).getUTCFullYear());
  const isCalendar = mapping.format === 'calendar';
  const timed = isCalendar ? found.occurrences.filter(({ isDay }) => !isDay) : [];
  const leftOut: readonly (Omit<EventLeftOut, 'because'> & { readonly because: Told })[] = [
    ...found.leftOut,
    ...timed.map(({ line, cells }) => ({
      ...{ line, because: 'ical-not-all-day' as const, value: cells.SUMMARY ?? cells.DTSTART ?? '' },
    })),
  ];
  for (const because of new Set(leftOut.map((one) => one.because))) {
    const [first, ...others] = leftOut.filter((one) => one.because === because);
    findings.add({
      severity: because === 'ical-cancelled' ? 'info' : 'error',
      ...{ code: because, record: null, line: first?.line ?? 1, column: null },
      ...{ count: others.length + 1, parameters: { value: first?.value ?? '' } },
    });
  }
  const rows = isCalendar
    ? found.occurrences.filter(({ isDay }) => isDay).flatMap(dayByDay)
    : found.occurrences;
  if (rows.length === 0)
    throw refusal(context, leftOut.length > 0 ? 'import-no-usable-row' : 'file-no-rows', { unit: '' });
  findings.setLines(0, linesBetween(rows));
  const columns = Object.entries(roles).map(([role, key]) => `${cellSql(context, key)} AS ${role}`);
  await connection.run(
    `CREATE TEMP TABLE raw AS SELECT ${columns.join(', ')} FROM (SELECT unnest(CAST($rows AS JSON[])) AS cells)`,
    { rows: JSON.stringify(rows.map(({ cells }) => cells)) },
  );
  return {
    records: rows.length,
    refused: leftOut.filter(({ because }) => because !== 'ical-cancelled').length,
    names: [...new Set(events.flatMap(({ properties }) => properties.map(({ name }) => name)))].filter(
      (name) => !understood.includes(name),
    ),
  };
}

/** Properties that are made use of, whatever columns are mapped. */
const understood = [
  ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'STATUS', 'GEO', 'UID'],
];

type Told = EventLeftOut['because'] | 'ical-not-all-day';

/** SQL of a column's text; null where it is not mapped. @throws MetropoleError `import-column-missing` */
function cellSql(context: ImportContext, key: ColumnKey): string {
  const name = context.mapping[key];
  if (name === undefined) return 'NULL::VARCHAR';
  if (!icalColumns.some((column) => column === name))
    throw refusal(context, 'import-column-missing', { column: name, columns: icalColumns.join(', ') });
  return `nullif(trim(cells ->> ${literal(name)}), '')`;
}

/** A row for each day of an event. */
function dayByDay({ cells, ...event }: Occurrence): Occurrence[] {
  const first = Temporal.PlainDate.from(cells.DTSTART ?? '');
  const days = first.until(cells.DTEND ?? first.add({ days: 1 })).days;
  return Array.from({ length: Math.max(days, 1) }, (_, day) => ({
    ...event,
    cells: { ...cells, DTSTART: first.add({ days: day }).toString() },
  }));
}

/** The lines of the file that begin no row: every row is taken to stand on a line of its own, from where its event begins on. */
function linesBetween(rows: readonly Occurrence[]): number[] {
  let last = 0;
  return rows.flatMap(({ line }) => {
    const from = last;
    last = Math.max(line, last + 1);
    return Array.from({ length: last - from - 1 }, (_, index) => from + 1 + index);
  });
}
