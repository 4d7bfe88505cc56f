import { Temporal } from 'temporal-polyfill';

/** Clocks go forward and back on quarters of an hour at most. */
const quarterMilliseconds = 900_000;
const dayMilliseconds = 86_400_000;

/**
 * What clocks show in a zone, as if it were UTC: epoch milliseconds of an instant to those of the local time. The zone is asked once for
 * each day, and for each quarter of an hour of a day at whose end another offset holds than at its start.
 * @param zone IANA name or fixed offset
 */
export function localClock(zone: string): (instant: number) => number {
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const known = offsets.get(instant);
    if (known !== undefined) return known;
    const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    const offset = at.offsetNanoseconds / 1_000_000;
    offsets.set(instant, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / dayMilliseconds) * dayMilliseconds;
    const offset = offsetAt(day);
    if (offsetAt(day + dayMilliseconds) === offset) return instant + offset;
    return instant + offsetAt(Math.floor(instant / quarterMilliseconds) * quarterMilliseconds);
  };
}
