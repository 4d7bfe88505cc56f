import { Temporal } from 'temporal-polyfill';

/** The clock of consecutive steps in a zone: minute of the day 0 to 1439, day of the week 0 = Monday. */
export interface StepCalendar {
  readonly minuteOfDay: Uint16Array;
  readonly dayOfWeek: Uint8Array;
}

const quarterHour = 900_000;
const minutesPerDay = 1440;
const mondayOffsetDays = 3;

/**
 * Local clock times of steps.
 *
 * @param start epoch milliseconds of the first step's start
 * @param zone IANA name, `UTC` or fixed offset
 */
export function stepCalendar(start: number, stepSeconds: number, steps: number, zone: string): StepCalendar {
  const minutes = localMinutes(start, stepSeconds, steps, zone);
  return {
    minuteOfDay: Uint16Array.from(minutes, (minute) => minute - dayOf(minute) * minutesPerDay),
    dayOfWeek: Uint8Array.from(minutes, (minute) => dayOfWeek(dayOf(minute))),
  };
}

/** Local days of steps, as days since 1970-01-01. Parameters as of `stepCalendar`. */
export function localDays(start: number, stepSeconds: number, steps: number, zone: string): Int32Array {
  return Int32Array.from(localMinutes(start, stepSeconds, steps, zone), dayOf);
}

/** 0 = Monday. @param day days since 1970-01-01 */
export function dayOfWeek(day: number): number {
  return (((day + mondayOffsetDays) % 7) + 7) % 7;
}

function dayOf(minute: number): number {
  return Math.floor(minute / minutesPerDay);
}

/** Minutes of the local clock since its 1970-01-01. Offsets of all zones change at quarter hours at most, so one look per quarter hour is enough. */
function localMinutes(start: number, stepSeconds: number, steps: number, zone: string): Float64Array {
  let known = { until: Number.NEGATIVE_INFINITY, offset: 0 };
  return Float64Array.from({ length: steps }, (_, step) => {
    const at = start + step * stepSeconds * 1000;
    if (at >= known.until) {
      const quarter = Math.floor(at / quarterHour) * quarterHour;
      known = { until: quarter + quarterHour, offset: offsetMilliseconds(quarter, zone) };
    }
    return Math.floor((at + known.offset) / 60_000);
  });
}

/** How far local time is ahead of UTC at an instant. */
export function offsetMilliseconds(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** The same local clock time some days earlier, across changes of the clock. */
export function sameLocalTime(at: number, daysBefore: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).subtract({ days: daysBefore })
    .epochMilliseconds;
}
