import type { SeriesRecord, UsualRecord } from '../../common/contract/compute-contract.ts';

const hours = 24;
const firstWeekendDay = 5;

/** The hour of the local day that a slot begins in. */
export function hourOf(slot: number, slotMinutes: number): number {
  return Math.min(Math.floor((slot * slotMinutes) / 60), hours - 1);
}

/**
 * How far readings lie from what is usual, by hour of the local day: their root mean square distance. `[day kind, place, hour]`, NaN where
 * nothing was measured.
 */
export function hourlySpreads(
  series: SeriesRecord,
  { dayKinds, slots, slotMinutes, means }: UsualRecord,
): Float32Array {
  const places = series.places.length;
  const squares = new Float64Array(dayKinds.length * places * hours);
  const counts = new Uint32Array(squares.length);
  for (let step = 0; step < series.steps; step++) {
    const isWeekend = (series.calendar.dayOfWeek[step] ?? 0) >= firstWeekendDay;
    const kind = dayKinds.length > 1 && isWeekend ? 1 : 0;
    const slot = Math.min(Math.floor((series.calendar.minuteOfDay[step] ?? 0) / slotMinutes), slots - 1);
    const hour = hourOf(slot, slotMinutes);
    for (let place = 0; place < places; place++) {
      const row = kind * places + place;
      const distance =
        (series.values[place * series.steps + step] ?? NaN) - (means[row * slots + slot] ?? NaN);
      if (Number.isNaN(distance)) continue;
      const cell = row * hours + hour;
      squares[cell] = (squares[cell] ?? 0) + distance * distance;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return Float32Array.from(squares, (square, cell) => Math.sqrt(square / (counts[cell] ?? 0)));
}
