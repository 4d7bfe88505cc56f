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
 * Local clock times of steps. Offsets of all zones change at quarter hours at most, so one look per quarter hour is enough.
 *
 * @param start epoch milliseconds of the first step's start
 * @param zone IANA name, `UTC` or fixed offset
 */
export function stepCalendar(start: number, stepSeconds: number, steps: number, zone: string): StepCalendar {
  const minuteOfDay = new Uint16Array(steps);
  const dayOfWeek = new Uint8Array(steps);
  let known = { until: Number.NEGATIVE_INFINITY, offset: 0 };
  for (let step = 0; step < steps; step++) {
    const at = start + step * stepSeconds * 1000;
    if (at >= known.until) {
      const quarter = Math.floor(at / quarterHour) * quarterHour;
      known = { until: quarter + quarterHour, offset: offsetMilliseconds(quarter, zone) };
    }
    const localMinutes = Math.floor((at + known.offset) / 60_000);
    const day = Math.floor(localMinutes / minutesPerDay);
    minuteOfDay[step] = localMinutes - day * minutesPerDay;
    dayOfWeek[step] = (((day + mondayOffsetDays) % 7) + 7) % 7;
  }
  return { minuteOfDay, dayOfWeek };
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
