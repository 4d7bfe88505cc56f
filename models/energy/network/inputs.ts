import { medianLevel, levelCount, type Forecast } from '../../model.ts';
import { fillWindow } from '../../series/fill.ts';
import { bothWays, neighbourMeans, neighbourShares } from '../../series/neighbours.ts';
import type { Links } from '../../series/series.ts';
import type { Window } from '../../series/window.ts';
import { lastKnownDay, type Hours } from '../hours.ts';
import { PastInWindow } from '../past-in-window.ts';
import type { TrainedChangeRidge } from '../trained-change-ridge.ts';
import { windowDaysBefore } from './hourly-window.ts';
import { daysJudged, errorDays } from './needed.ts';

/** Places further away than this reach no feature of a place, where there are links. */
export const linksAway = 1;

/** Whether any two places are linked; where none are, all other places are neighbours. */
export function isLinked({ links }: Window): boolean {
  return neighbourShares(links).targets.length > 0;
}

/** Nothing counts for more than so many scales of the place: what is further off is a fault or a feast. */
const furthest = 6;
/** Weekday, and two waves of the day as sine and cosine each. */
const clockCount = 7 + 4;
/** What the ridge says and how wide, three earlier days, errors, whether they are known, the neighbours, how far ahead, clock. */
const hourCount = 2 + 3 + errorDays + 1 + 2 + 1 + clockCount;

/** How many numbers describe a place at an origin: those of the whole day, then those of each hour ahead. */
export interface FeatureCounts {
  readonly ofDay: number;
  readonly hours: number;
  readonly ofHour: number;
}

export function featureCounts({ blocksPerDay, blocks }: Hours): FeatureCounts {
  return { ofDay: 2 * blocksPerDay + clockCount, hours: blocks, ofHour: hourCount };
}

export function rowWidth({ ofDay, hours, ofHour }: FeatureCounts): number {
  return ofDay + hours * ofHour;
}

/**
 * What the network is told of the places of a window by the hour: all in scales of the place and as changes, so that a place is known by
 * what it does and not by its name or size.
 */
export class LoadFeatures {
  readonly window: Window;
  /** Of the ridge, by the hour. */
  readonly ridge: Forecast;
  /** `[place]` */
  readonly scales: Float32Array;
  readonly #counts: FeatureCounts;
  readonly #past: PastInWindow;
  /** `[place, hour]` of the horizon, for each of the last days that are known at that hour; NaN = not known. */
  readonly #errors: readonly Float32Array[];
  readonly #errorsNearby: Float32Array;
  /** What the ridge says less the last day that is known. `[place, hour]` */
  readonly #changes: Float32Array;
  readonly #changesNearby: Float32Array;
  /** The last day of the history less the day before it. `[place, hour]` */
  readonly #lastDay: Float32Array;
  readonly #lastDayNearby: Float32Array;

  private constructor(
    window: Window,
    hours: Hours,
    past: PastInWindow,
    scales: Float32Array,
    forecasts: readonly Forecast[],
  ) {
    const { blocksPerDay, blocks } = hours;
    const places = window.places.length;
    this.window = window;
    this.scales = scales;
    this.#counts = featureCounts(hours);
    this.#past = past;
    const [ridge, ...earlier] = forecasts;
    if (ridge === undefined) throw new RangeError('the forecast of the ridge is missing');
    this.ridge = ridge;
    const each = (length: number, value: (place: number, hour: number) => number): Float32Array =>
      Float32Array.from({ length: places * length }, (_, index) => {
        const place = Math.floor(index / length);
        return value(place, index % length) / (scales[place] ?? NaN);
      });
    this.#changes = each(
      blocks,
      (place, hour) => medianOf(ridge, place * blocks + hour) - past.of(place, hour).lastDay,
    );
    const truths = earlier.map(
      (_, index) => window.sameTime.find(({ daysBefore }) => daysBefore === index + 1)?.values,
    );
    this.#errors = Array.from({ length: errorDays }, (_, back) =>
      each(blocks, (place, hour) => {
        const days = lastKnownDay(hour, hours) + back;
        const [forecast, truth] = [earlier[days - 1], truths[days - 1]];
        const at = place * blocks + hour;
        return forecast === undefined ? NaN : (truth?.[at] ?? NaN) - medianOf(forecast, at);
      }),
    );
    const { historySteps, history } = window;
    this.#lastDay = each(blocksPerDay, (place, hour) => {
      const at = (place + 1) * historySteps - blocksPerDay + hour;
      return (history[at] ?? NaN) - (history[at - blocksPerDay] ?? NaN);
    });
    const shares = neighbourShares(bothWays(window.links));
    const near = (values: Float32Array, length: number): Float32Array =>
      nearbyMeans(shares, values, length, places);
    this.#errorsNearby = near(this.#errors[0] ?? new Float32Array(0), blocks);
    this.#changesNearby = near(this.#changes, blocks);
    this.#lastDayNearby = near(this.#lastDay, blocksPerDay);
  }

  /** @param window by the hour · @param ridge by the hour */
  static async of(window: Window, ridge: TrainedChangeRidge, hours: Hours): Promise<LoadFeatures> {
    const byTheHour = { ...hours, stepsPerBlock: 1 };
    const past = new PastInWindow(fillWindow(window, ridge.usual, ridge.places), byTheHour);
    const forecasts = [await ridge.predict(window)];
    for (let days = 1; days <= daysJudged(hours); days++)
      forecasts.push(await ridge.predict(windowDaysBefore(window, days, hours.blocksPerDay)));
    return new LoadFeatures(window, byTheHour, past, ridge.scalesOn(past), forecasts);
  }

  /** Writes the features of a place from `offset`; what is not known counts as no change. */
  write(place: number, out: Float32Array, offset: number): void {
    const { ofDay, hours } = this.#counts;
    const { minuteOfDay, dayOfWeek } = this.window.horizonCalendar;
    const scale = this.scales[place] ?? NaN;
    let at = offset;
    const put = (value: number): void => {
      out[at++] = Number.isFinite(value) ? Math.min(Math.max(value, -furthest), furthest) : 0;
    };
    const putClock = (hour: number): void => {
      const angle = (2 * Math.PI * (minuteOfDay[hour] ?? 0)) / 1440;
      for (let day = 0; day < 7; day++) put(dayOfWeek[hour] === day ? 1 : 0);
      for (const wave of [1, 2]) {
        put(Math.sin(wave * angle));
        put(Math.cos(wave * angle));
      }
    };
    const perDay = (ofDay - clockCount) / 2;
    for (const column of [this.#lastDay, this.#lastDayNearby])
      for (let hour = 0; hour < perDay; hour++) put(column[place * perDay + hour] ?? NaN);
    putClock(0);
    for (let hour = 0; hour < hours; hour++) {
      const own = place * hours + hour;
      const { lastDay, dayBefore, week, twoWeeks } = this.#past.of(place, hour);
      put(this.#changes[own] ?? NaN);
      put(widthOf(this.ridge, own) / scale);
      for (const before of [dayBefore, week, twoWeeks]) put((lastDay - before) / scale);
      for (const errors of this.#errors) put(errors[own] ?? NaN);
      put(Number.isNaN(this.#errors[0]?.[own] ?? NaN) ? 1 : 0);
      put(this.#errorsNearby[own] ?? NaN);
      put(this.#changesNearby[own] ?? NaN);
      put(hour / hours);
      putClock(hour);
    }
  }
}

function medianOf({ quantiles }: Forecast, at: number): number {
  return quantiles[at * levelCount + medianLevel] ?? NaN;
}

/** Between the outermost levels but two. */
function widthOf({ quantiles }: Forecast, at: number): number {
  return (quantiles[at * levelCount + levelCount - 3] ?? NaN) - (quantiles[at * levelCount + 2] ?? NaN);
}

/** Means of what is known of the places linked to each; where nothing at all is linked, of all others. `[place, step]` */
function nearbyMeans(shares: Links, values: Float32Array, steps: number, places: number): Float32Array {
  if (shares.targets.length > 0) return neighbourMeans(shares, values, steps, () => NaN);
  const sums = new Float64Array(steps);
  const counts = new Uint32Array(steps);
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    sums[index % steps] = (sums[index % steps] ?? 0) + value;
    counts[index % steps] = (counts[index % steps] ?? 0) + 1;
  });
  return Float32Array.from({ length: places * steps }, (_, index) => {
    const own = values[index] ?? NaN;
    const isKnown = !Number.isNaN(own);
    const others = (counts[index % steps] ?? 0) - (isKnown ? 1 : 0);
    return ((sums[index % steps] ?? 0) - (isKnown ? own : 0)) / others;
  });
}
