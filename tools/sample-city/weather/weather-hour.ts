import { type WeatherHour } from '../words.ts';
import { throughClouds } from './sun.ts';

/** What an hour is put together from. */
export interface HourParts {
  readonly at: number;
  readonly clearSky: number;
  readonly darkness: number;
  readonly cloudCover: number;
  readonly temperatureCelsius: number;
  readonly windMetresPerSecond: number;
  readonly rainMillimetres: number;
  /** Infinite without fog. */
  readonly fogVisibilityMetres: number;
}

/** An hour of weather, rounded as stations report it. Rain takes from the view as drizzle and showers do, but leaves over a kilometre. */
export function weatherHour(parts: HourParts): WeatherHour {
  const view = (32_000 - 12_000 * parts.cloudCover) / (1 + 0.9 * parts.rainMillimetres);
  return {
    at: parts.at,
    temperatureCelsius: rounded(parts.temperatureCelsius, 10),
    rainMillimetres: rounded(parts.rainMillimetres, 10),
    windMetresPerSecond: rounded(parts.windMetresPerSecond, 10),
    visibilityMetres: Math.round(Math.min(Math.max(view, 1_200), parts.fogVisibilityMetres) / 10) * 10,
    irradianceWattsPerSquareMetre: Math.round(parts.clearSky * throughClouds(parts.cloudCover)),
    darkness: rounded(parts.darkness, 1000),
  };
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
