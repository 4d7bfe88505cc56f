import type { Mapping } from '../../common/contract/messages/sources.ts';
import type { Sample } from './sample.ts';
import type { TimeColumn } from './time-column.ts';

const holidayWords = /holiday|feast|festiv|feiertag|f[ée]ri[ée]|节假日|假日|节日/i;

/**
 * The columns of a calendar of holidays.
 * @returns undefined where the file is none: a column has to be called after holidays, no day may stand in it twice, and no other column may hold numbers to
 * be forecast
 */
export function guessCalendar(
  sample: Sample,
  time: TimeColumn | undefined,
): Pick<Mapping, 'holidayColumn'> | undefined {
  const { columns, types, rows, dialect } = sample;
  if (time === undefined || time.clock !== undefined || !dialect.header) return undefined;
  const holidayColumn = columns.find((name) => name !== time.name && holidayWords.test(name));
  const days = rows.map((row) => row[columns.indexOf(time.name)]?.trim() ?? '').filter((day) => day !== '');
  const isByTheDay = new Set(days).size === days.length && !days.some((day) => day.includes(':'));
  const hasNumbers = columns.some(
    (name, index) => name !== time.name && name !== holidayColumn && types[index] === 'number',
  );
  return holidayColumn === undefined || !isByTheDay || hasNumbers ? undefined : { holidayColumn };
}
