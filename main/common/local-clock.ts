import { Temporal } from 'temporal-polyfill';

/** Clocks go forward and back on quarters of an hour at most. */
const quarterMilliseconds = 900_000;

/**
 * What clocks show in a zone, as if it were UTC: epoch milliseconds of an instant to those of the local time. The offset of each quarter
 * of an hour is asked for once.
 * @param zone IANA name or fixed offset
 */
export function localClock(zone: string): (instant: number) => number {
  const offsets = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / quarterMilliseconds);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const at = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMilliseconds);
      offset = at.toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
      offsets.set(quarter, offset);
    }
    return instant + offset;
  };
}
