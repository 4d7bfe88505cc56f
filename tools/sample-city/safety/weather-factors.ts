import { hourMilliseconds, startOfHour } from '../calendar/span.ts';
import { type Weather, type WeatherHour } from '../words.ts';
import { type PlaceKind } from './kinds.ts';

/** The most that any weather multiplies a rate by. */
export const highestFactor = 1.4;

const ordinary: WeatherHour = {
  at: 0,
  temperatureCelsius: 15,
  rainMillimetres: 0,
  windMetresPerSecond: 4,
  visibilityMetres: 20_000,
  irradianceWattsPerSquareMetre: 0,
  darkness: 0,
};

/** The hour of weather that holds an instant; an ordinary dry hour where none is known. */
export function weatherAt({ hours }: Weather, at: number): WeatherHour {
  return hours[(startOfHour(at) - (hours[0]?.at ?? 0)) / hourMilliseconds] ?? ordinary;
}

/**
 * How many times as often a kind happens in that weather. Warm evenings bring people out, and with them disorder and theft (Ranson
 * 2014 has crime rise with temperature), rain keeps them in, and heat makes people ill.
 */
export function weatherFactor(kind: PlaceKind, { temperatureCelsius, rainMillimetres }: WeatherHour): number {
  const wet = rainMillimetres >= 0.2;
  if (kind === 'fire') return wet ? 0.85 : 1;
  if (kind === 'medical') return Math.min(highestFactor, 1 + 0.025 * Math.max(0, temperatureCelsius - 25));
  const warmth = Math.max(0.8, Math.min(1.3, 1 + 0.012 * (temperatureCelsius - 15)));
  return warmth * (wet ? 0.8 : 1);
}
