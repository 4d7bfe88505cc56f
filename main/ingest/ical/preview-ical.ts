import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { mappingSchema, type Mapping, type Preview } from '../../common/contract/messages/sources.ts';
import { noRows } from '../no-rows.ts';
import { readers } from '../readers/registry.ts';
import { readICalendar, type Component } from './content-lines.ts';
import { icalColumns, occurrencesOf, type ICalColumn, type Occurrence } from './occurrences.ts';

const shownRows = 20;

/**
 * Looks at an iCalendar (RFC 5545): whole days alone are holidays, anything else are events. @throws MetropoleError `file-unreadable`
 */
export async function previewICalendar(path: string, known: Partial<Mapping>): Promise<Preview> {
  const { events, about } = await readICalendar(path);
  const { occurrences } = occurrencesOf(events, new Date().getUTCFullYear());
  const isOfDays = occurrences.every(({ isDay }) => isDay);
  const format = known.format ?? (isOfDays ? 'calendar' : 'events');
  const guess = format === 'calendar' ? holidays : happenings(occurrences, about);
  const mapping = mappingSchema.parse({ ...guess, ...known, format });
  return {
    ...{ path, fileName: basename(path), bytes: (await stat(path)).size, mapping },
    confidence: occurrences.length > 0 ? 0.95 : 0.3,
    columns: icalColumns.map((name) => ({ name, type: name.startsWith('DT') ? 'time' : 'text' })),
    rows: occurrences.slice(0, shownRows).map(({ cells }) => icalColumns.map((name) => cells[name])),
    missing: [...readers[format].missing(mapping)],
    notices: events.length === 0 ? [noRows] : [],
  };
}

const holidays: Partial<Mapping> = { timeColumn: 'DTSTART', holidayColumn: 'SUMMARY' };

function happenings(occurrences: readonly Occurrence[], about: Component): Partial<Mapping> {
  const says = (column: ICalColumn): boolean => occurrences.some(({ cells }) => cells[column] !== null);
  const zone = about.properties.find(({ name }) => name === 'X-WR-TIMEZONE')?.value.trim();
  const isInstant = occurrences.every(({ cells }) => cells.DTSTART?.endsWith('Z') === true);
  return {
    ...{ timeColumn: 'DTSTART', endColumn: 'DTEND', nameColumn: 'SUMMARY', keyColumn: 'UID' },
    kindColumn: occurrences.every(({ cells }) => cells.CATEGORIES !== null) ? 'CATEGORIES' : 'SUMMARY',
    ...(says('CREATED') ? { receivedColumn: 'CREATED' } : {}),
    ...(says('GEO latitude') ? { latitudeColumn: 'GEO latitude', longitudeColumn: 'GEO longitude' } : {}),
    ...(zone === undefined ? (isInstant ? { zone: 'UTC' } : {}) : { zone }),
  };
}
