import { Temporal } from 'temporal-polyfill';
import type { Language } from '../view.ts';

const minute = 60_000;
const minus = '\u2212';

/**
 * How far a zone's clock is from UTC at an instant, in milliseconds.
 * @param zone IANA name or fixed offset such as `+01:00`
 */
export function zoneOffset(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** A date whose UTC fields read as the clock of `zone` does at `at`. */
export function zonedClock(at: number, zone: string): Date {
  return new Date(at + zoneOffset(at, zone));
}

/**
 * The instant at which the clock of `zone` reads `clock`; the earlier one where it does twice, and where it skips that time the one
 * as long after the skip began.
 * @param clock `2012-03-06T16:58`
 * @throws RangeError where that is no time, or the zone is unknown
 */
export function instantOfClock(clock: string, zone: string): number {
  return Temporal.PlainDateTime.from(clock).toZonedDateTime(zone).epochMilliseconds;
}

/** `16:58`. */
export function formatTime(at: number, zone: string): string {
  return zonedClock(at, zone).toISOString().slice(11, 16);
}

/** `16:58:07`. */
export function formatSeconds(at: number, zone: string): string {
  return zonedClock(at, zone).toISOString().slice(11, 19);
}

/** `2012-03-06`, the same in every language. */
export function formatDate(at: number, zone: string): string {
  return zonedClock(at, zone).toISOString().slice(0, 10);
}

const weekdayForms = new Map<Language, Intl.DateTimeFormat>();

/** `Tue` or `周二`. */
export function formatWeekday(at: number, zone: string, language: Language): string {
  const form =
    weekdayForms.get(language) ?? new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  weekdayForms.set(language, form);
  return form.format(zonedClock(at, zone));
}

/** `Tue 2012-03-06 16:58`. */
export function formatMoment(at: number, zone: string, language: Language): string {
  return `${formatWeekday(at, zone, language)} ${formatDate(at, zone)} ${formatTime(at, zone)}`;
}

/** `UTC−08:00` at that instant; daylight saving changes it within a zone. */
export function formatOffset(at: number, zone: string): string {
  const minutes = Math.round(zoneOffset(at, zone) / minute);
  if (minutes === 0) return 'UTC';
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  return `UTC${minutes < 0 ? minus : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

/** `America/Los_Angeles (UTC−08:00)`. */
export function formatZone(at: number, zone: string): string {
  const offset = formatOffset(at, zone);
  return zone === offset || /^[+-]\d/u.test(zone) ? offset : `${zone} (${offset})`;
}
