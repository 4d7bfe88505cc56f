import { type Weather, type WeatherHour } from '../words.ts';

/** What weather leaves of free speed and capacity. */
export interface WeatherFactors {
  readonly speed: number;
  readonly capacity: number;
}

/**
 * Rain takes about 3 % of the speed and 5 % of the capacity as soon as the road is wet, and up to 12 % and 15 % in a heavy
 * shower. Published figures span that: capacity 4 to 10 % in light rain, speed 3 to 5 % (Smith, Byrne and others 2004);
 * capacity 8.4 % in light and 20 % in heavy rain over 26 studies (Prevedouros and Kongsil 2003).
 *
 * @param rain mm/h
 */
export function rainFactors(rain: number): WeatherFactors {
  const wet = Math.min(1, rain / 0.3);
  const heavy = Math.min(1, rain / 12);
  return { speed: 1 - 0.03 * wet - 0.09 * heavy, capacity: 1 - 0.05 * wet - 0.1 * heavy };
}

/** Fog costs about a tenth of the capacity (Agarwal, Maze and Souleyrette 2005). @param visibility metres */
export function fogFactors(visibility: number): WeatherFactors {
  const depth = Math.min(1, Math.max(0, (1000 - visibility) / 800));
  return { speed: 1 - 0.03 - 0.09 * depth, capacity: 1 - 0.04 - 0.08 * depth };
}

/** A little slower and less close together in the dark. @param darkness 0 day to 1 night */
export function darkFactors(darkness: number): WeatherFactors {
  return { speed: 1 - 0.015 * darkness, capacity: 1 - 0.03 * darkness };
}

const hourMilliseconds = 3_600_000;

/** A value of the weather between the middles of its hours; the first or last hour for what is outside. */
export function weatherAt(weather: Weather, at: number, valueOf: (hour: WeatherHour) => number): number {
  const { hours } = weather;
  const start = hours[0]?.at ?? 0;
  const place = (at - start) / hourMilliseconds - 0.5;
  const before = Math.min(hours.length - 1, Math.max(0, Math.floor(place)));
  const after = Math.min(hours.length - 1, Math.max(0, Math.floor(place) + 1));
  const [left, right] = [hours[before], hours[after]];
  if (left === undefined || right === undefined) return 0;
  const share = Math.min(1, Math.max(0, place - before));
  return valueOf(left) * (1 - share) + valueOf(right) * share;
}
