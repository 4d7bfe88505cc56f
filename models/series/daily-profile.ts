import type { Calendar, Series } from './series.ts';

export interface ProfileOptions {
  /** Readings up to this many minutes before and after a time of day count for it; 0 = that step alone. */
  readonly halfWidthMinutes: number;
  /** Weekdays and weekends apart, as soon as there are enough days of each. */
  readonly splitDayTypes: boolean;
  /** Four, when left out. */
  readonly daysOfEachTypeNeeded?: number;
}

/** What each place does at each time of day, learned from a series. Missing readings are left out. */
export interface DailyProfile {
  readonly halfWidthMinutes: number;
  readonly slotMinutes: number;
  readonly slots: number;
  /** 1: all days alike. 2: weekdays, then weekends. */
  readonly dayTypes: 1 | 2;
  /** `[day type, place, slot]`; where a slot was never seen, the mean of the place; NaN when nothing was. */
  readonly means: Float32Array;
  /** `[day type, place, slot]`: how many readings. */
  readonly counts: Float32Array;
  /** `[day type, place, slot]`: standard deviation of those readings. */
  readonly deviations: Float32Array;
  /** `[place]`, over all times; NaN when nothing was seen. */
  readonly placeMeans: Float32Array;
  /** `[place]`: standard deviation over all times. */
  readonly placeSpreads: Float32Array;
}

/** The usual: half an hour to either side, weekends apart when there is enough of them. */
export const usualOptions: ProfileOptions = { halfWidthMinutes: 30, splitDayTypes: true };

const daysOfEachTypeNeeded = 4;
const minutesPerDay = 1440;

/** Learns a profile from all steps of a series. */
export function fitDailyProfile(series: Series, options: ProfileOptions): DailyProfile {
  const slotMinutes = Math.max(series.stepSeconds / 60, 1);
  const slots = Math.max(Math.round(minutesPerDay / slotMinutes), 1);
  const places = series.places.length;
  const dayTypes =
    options.splitDayTypes && enoughOfEachDayType(series, slots, options.daysOfEachTypeNeeded) ? 2 : 1;
  const rows = dayTypes * places;
  const raw = {
    count: new Float64Array(rows * slots),
    sum: new Float64Array(rows * slots),
    square: new Float64Array(rows * slots),
  };
  const placeMeans = new Float32Array(places);
  const placeSpreads = new Float32Array(places);
  const cell = Array.from({ length: series.steps }, (_, step) => ({
    slot: slotOf(series.calendar.minuteOfDay[step] ?? 0, slotMinutes, slots),
    type: dayTypes === 2 && isWeekend(series.calendar.dayOfWeek[step] ?? 0) ? 1 : 0,
  }));
  for (let place = 0; place < places; place++) {
    const all = { count: 0, sum: 0, square: 0 };
    cell.forEach(({ slot, type }, step) => {
      const value = series.values[place * series.steps + step] ?? NaN;
      if (Number.isNaN(value)) return;
      const index = (type * places + place) * slots + slot;
      raw.count[index] = (raw.count[index] ?? 0) + 1;
      raw.sum[index] = (raw.sum[index] ?? 0) + value;
      raw.square[index] = (raw.square[index] ?? 0) + value * value;
      all.count++;
      all.sum += value;
      all.square += value * value;
    });
    placeMeans[place] = all.sum / all.count;
    placeSpreads[place] = deviation(all.count, all.sum, all.square);
  }
  const halfWidth = Math.min(Math.floor(options.halfWidthMinutes / slotMinutes), Math.floor((slots - 1) / 2));
  const count = circularSums(raw.count, rows, slots, halfWidth);
  const sum = circularSums(raw.sum, rows, slots, halfWidth);
  const square = circularSums(raw.square, rows, slots, halfWidth);
  return {
    halfWidthMinutes: options.halfWidthMinutes,
    slotMinutes,
    slots,
    dayTypes,
    means: Float32Array.from(sum, (total, index) => {
      const seen = count[index] ?? 0;
      return seen > 0 ? total / seen : (placeMeans[Math.floor(index / slots) % places] ?? NaN);
    }),
    counts: Float32Array.from(count),
    deviations: Float32Array.from(sum, (total, index) =>
      deviation(count[index] ?? 0, total, square[index] ?? 0),
    ),
    placeMeans,
    placeSpreads,
  };
}

/** Index into `means`, `counts` and `deviations`. */
export function profileIndex(
  profile: DailyProfile,
  place: number,
  minuteOfDay: number,
  dayOfWeek: number,
): number {
  const type = profile.dayTypes === 2 && isWeekend(dayOfWeek) ? 1 : 0;
  const places = profile.placeMeans.length;
  return (type * places + place) * profile.slots + slotOf(minuteOfDay, profile.slotMinutes, profile.slots);
}

/** A column of the profile along a calendar for chosen places: `[place, step]`. A place of -1 (never seen) gets NaN. */
export function profileAlong(
  profile: DailyProfile,
  places: Int32Array,
  calendar: Calendar,
  column: Float32Array = profile.means,
): Float32Array {
  const steps = calendar.minuteOfDay.length;
  const out = new Float32Array(places.length * steps).fill(NaN);
  for (let step = 0; step < steps; step++) {
    const first = profileIndex(profile, 0, calendar.minuteOfDay[step] ?? 0, calendar.dayOfWeek[step] ?? 0);
    for (let row = 0; row < places.length; row++) {
      const place = places[row] ?? -1;
      if (place >= 0) out[row * steps + step] = column[first + place * profile.slots] ?? NaN;
    }
  }
  return out;
}

/** Where each place of a window stands among the places a model was trained on; -1 = not there. */
export function placePositions(trained: readonly string[], wanted: readonly string[]): Int32Array {
  if (trained === wanted) return Int32Array.from(wanted, (_, index) => index);
  const position = new Map(trained.map((place, index) => [place, index]));
  return Int32Array.from(wanted, (place) => position.get(place) ?? -1);
}

export function isWeekend(dayOfWeek: number): boolean {
  return dayOfWeek >= 5;
}

function slotOf(minuteOfDay: number, slotMinutes: number, slots: number): number {
  return Math.min(Math.floor(minuteOfDay / slotMinutes), slots - 1);
}

function enoughOfEachDayType(series: Series, slots: number, needed = daysOfEachTypeNeeded): boolean {
  let weekend = 0;
  for (const day of series.calendar.dayOfWeek) if (isWeekend(day)) weekend++;
  return Math.min(weekend, series.steps - weekend) / slots >= needed;
}

function deviation(count: number, sum: number, square: number): number {
  return count > 0 ? Math.sqrt(Math.max(square / count - (sum / count) ** 2, 0)) : NaN;
}

/** Sums over `2 halfWidth + 1` slots around each slot of a day that is a circle. */
function circularSums(values: Float64Array, rows: number, slots: number, halfWidth: number): Float64Array {
  if (halfWidth === 0) return values;
  const out = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const base = row * slots;
    for (let slot = 0; slot < slots; slot++) {
      let sum = 0;
      for (let shift = -halfWidth; shift <= halfWidth; shift++) {
        sum += values[base + ((slot + shift + slots) % slots)] ?? 0;
      }
      out[base + slot] = sum;
    }
  }
  return out;
}
