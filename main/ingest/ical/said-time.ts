import { Temporal } from 'temporal-polyfill';
import type { Property } from './content-lines.ts';

/** What a date or time of an iCalendar says. */
export interface SaidTime {
  /** A day as a whole, of no zone. */
  readonly isDay: boolean;
  /** On the clock of `zone`. */
  readonly local: Temporal.PlainDateTime;
  /** Null: the file does not say which, of the clock that is in the city. */
  readonly zone: string | null;
}

/** A time that cannot be used, and why. */
export type NoTime = 'time-unreadable' | 'ical-zone-unknown';

const dateTime = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/u;

/** Reads a value of DTSTART, DTEND, UNTIL and their like. */
export function saidTime(value: string, parameters: Property['parameters'] = new Map()): SaidTime | NoTime {
  const found = dateTime.exec(value.trim());
  if (found === null) return 'time-unreadable';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const isDay = found[4] === undefined;
  const zone = found[7] === 'Z' ? 'UTC' : isDay ? null : (parameters.get('TZID') ?? null);
  if (zone !== null && !isZone(zone)) return 'ical-zone-unknown';
  try {
    const parts = { year, month, day, hour, minute, second: Math.min(second, 59) };
    return { isDay, zone, local: Temporal.PlainDateTime.from(parts, { overflow: 'reject' }) };
  } catch {
    return 'time-unreadable';
  }
}

/** ISO text: a day, an instant, or a time of the city's clock. */
export function isoText({ isDay, local, zone }: SaidTime): string {
  if (isDay) return local.toPlainDate().toString();
  if (zone === null) return local.toString({ smallestUnit: 'second' });
  return local.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'second' });
}

function isZone(zone: string): boolean {
  try {
    return Temporal.PlainDateTime.from('2000-01-01').toZonedDateTime(zone).timeZoneId !== '';
  } catch {
    return false;
  }
}
