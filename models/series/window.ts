import { knownBetween, type KnownAhead } from './known-ahead.ts';
import type { Calendar, Covariate, Links, PlaceAttribute, Series } from './series.ts';

/** The values at the target times, that many days earlier at the same local time. `[place, horizon step]`, NaN = missing. */
export interface SameTime {
  readonly daysBefore: number;
  readonly values: Float32Array;
}

/**
 * All a model may see at one origin. The engine fills it from the store with what had been received by `asOf`.
 * The last step of `history` ends at `asOf`; the first step of the horizon begins there.
 */
export interface Window {
  readonly places: readonly string[];
  /** Epoch milliseconds: the data cut-off. */
  readonly asOf: number;
  readonly stepSeconds: number;
  readonly historySteps: number;
  readonly horizonSteps: number;
  /** `[place, history step]`, oldest first, NaN = missing. */
  readonly history: Float32Array;
  readonly historyCalendar: Calendar;
  readonly horizonCalendar: Calendar;
  /** One entry for each of the declaration's `daysBefore`. */
  readonly sameTime: readonly SameTime[];
  readonly links: Links;
  /** Covariates over the history, `[.., history step]`: what was known at the end of each step, also of what lay ahead then. */
  readonly covariates: readonly Covariate[];
  /** What was known at the origin of the time ahead of it; left out: nothing. */
  readonly knownAhead?: readonly KnownAhead[] | undefined;
  /** Left out: nothing is said of any place. */
  readonly attributes?: readonly PlaceAttribute[] | undefined;
}

/** Positions of all places of a window. */
export function everyPlaceOf(window: Window): Uint32Array {
  return Uint32Array.from(window.places, (_, place) => place);
}

/** How long a window is, and how far back its same-time columns reach. */
export interface WindowShape {
  readonly historySteps: number;
  readonly horizonSteps: number;
  readonly daysBefore: readonly number[];
}

/**
 * The window whose first horizon step is step `origin` of the series. Steps outside the series are missing. The
 * horizon's own values are not in it; `targetsAt` gives them.
 */
export function windowAt(series: Series, origin: number, shape: WindowShape): Window {
  const { historySteps, horizonSteps } = shape;
  return {
    places: series.places,
    asOf: series.start + origin * series.stepSeconds * 1000,
    stepSeconds: series.stepSeconds,
    historySteps,
    horizonSteps,
    history: slice(series, series.values, origin - historySteps, historySteps, series.places.length),
    historyCalendar: calendarAt(series, origin - historySteps, historySteps),
    horizonCalendar: calendarAt(series, origin, horizonSteps),
    sameTime: shape.daysBefore.map((daysBefore) => ({
      daysBefore,
      values: sameTime(series, origin, horizonSteps, daysBefore),
    })),
    links: series.links,
    attributes: series.attributes,
    knownAhead: series.knownAhead?.map((known) => knownBetween(known, origin, origin + 1)),
    covariates: series.covariates.map((covariate) => ({
      ...covariate,
      values: slice(
        series,
        covariate.values,
        origin - historySteps,
        historySteps,
        covariate.perPlace ? series.places.length : 1,
      ),
    })),
  };
}

/** What happened after the origin: `[place, horizon step]`, NaN = missing or beyond the series. */
export function targetsAt(series: Series, origin: number, horizonSteps: number): Float32Array {
  return slice(series, series.values, origin, horizonSteps, series.places.length);
}

function slice(
  series: Series,
  values: Float32Array,
  from: number,
  length: number,
  rows: number,
): Float32Array {
  const out = new Float32Array(rows * length).fill(NaN);
  const first = Math.max(from, 0);
  const end = Math.min(from + length, series.steps);
  if (end <= first) return out;
  for (let row = 0; row < rows; row++) {
    out.set(
      values.subarray(row * series.steps + first, row * series.steps + end),
      row * length + first - from,
    );
  }
  return out;
}

const minutesPerDay = 1440;

function calendarAt(series: Series, from: number, length: number): Calendar {
  const minuteOfDay = new Uint16Array(length);
  const dayOfWeek = new Uint8Array(length);
  const stepMinutes = series.stepSeconds / 60;
  for (let step = 0; step < length; step++) {
    const index = from + step;
    const known = Math.min(Math.max(index, 0), series.steps - 1);
    const minute = (series.calendar.minuteOfDay[known] ?? 0) + (index - known) * stepMinutes;
    const days = Math.floor(minute / minutesPerDay);
    minuteOfDay[step] = minute - days * minutesPerDay;
    dayOfWeek[step] = ((((series.calendar.dayOfWeek[known] ?? 0) + days) % 7) + 7) % 7;
  }
  return { minuteOfDay, dayOfWeek };
}

/** Same local time: a change of the clock in between moves the step by the difference of the two minutes of the day. */
function sameTime(series: Series, origin: number, horizonSteps: number, daysBefore: number): Float32Array {
  const placeCount = series.places.length;
  const out = new Float32Array(placeCount * horizonSteps).fill(NaN);
  const stepMinutes = series.stepSeconds / 60;
  const calendar = calendarAt(series, origin, horizonSteps);
  const shift = Math.round((daysBefore * minutesPerDay) / stepMinutes);
  for (let step = 0; step < horizonSteps; step++) {
    const naive = origin + step - shift;
    const naiveMinute = series.calendar.minuteOfDay[naive];
    if (naiveMinute === undefined) continue;
    const apart = (calendar.minuteOfDay[step] ?? 0) - naiveMinute;
    const wrapped = apart - minutesPerDay * Math.round(apart / minutesPerDay);
    const index = naive + Math.round(wrapped / stepMinutes);
    if (index < 0 || index >= Math.min(series.steps, origin)) continue;
    for (let place = 0; place < placeCount; place++) {
      out[place * horizonSteps + step] = series.values[place * series.steps + index] ?? NaN;
    }
  }
  return out;
}
