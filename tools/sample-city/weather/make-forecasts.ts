import { dayMilliseconds, forecastHours, hourMilliseconds } from '../calendar/span.ts';
import { type Scenario, type WeatherForecast, type WeatherHour } from '../words.ts';
import { type FogBank, fogBanksOf, visibilityThrough } from './fog.ts';
import { type ForecastErrors, forecastErrors, issueHours } from './forecast-errors.ts';
import { type Sky } from './sky.ts';
import { addRain, type Storm, stormsOf } from './storms.ts';
import { weatherHour } from './weather-hour.ts';

/**
 * Errors of temperature. The Met Office has 95.1 % of its three-hourly temperatures of the current day within 2 °C, which is a
 * standard deviation of 1.0 °C; that it becomes 1.8 °C at two days is an assumption.
 */
const shortestTemperatureError = 1;
const temperatureGrowth = 0.55;
/** Standard deviation of how late or early rain is put, for each day of lead. */
const hoursLatePerDay = 1.7;

/** What a forecaster gets wrong: what comes and is not seen, and what is seen and never comes. */
export interface Mistakable {
  readonly storms: readonly Storm[];
  readonly fogBanks: readonly FogBank[];
}

/**
 * A forecast every six hours (00, 06, 12, 18 UTC) from the first such hour of the sky to `until`, each for 48 hours.
 *
 * @param sky as it turns out, to 48 hours after `until`
 * @param coming the storms and fog that come
 */
export function makeForecasts(scenario: Scenario, sky: Sky, coming: Mistakable): readonly WeatherForecast[] {
  const step = issueHours * hourMilliseconds;
  const from = Math.ceil(sky.from / step) * step;
  const issues = Math.floor((scenario.until - from) / step) + 1;
  const end = sky.from + sky.hours * hourMilliseconds;
  const { seed, without } = scenario;
  const phantom: Mistakable = {
    storms: without.has('rain') ? [] : stormsOf(seed, 'phantom-storms', from, end),
    fogBanks: without.has('fog') ? [] : fogBanksOf(seed, 'phantom-fog', from, end),
  };
  const errors = {
    temperature: forecastErrors(seed, 'temperature', from, issues, temperatureGrowth),
    cloud: forecastErrors(seed, 'cloud', from, issues, 0.6),
    wind: forecastErrors(seed, 'wind', from, issues, 0.4),
  };
  return Array.from({ length: Math.max(0, issues) }, (_, issue) => {
    const issuedAt = from + issue * step;
    const hours = hoursOf(sky, errors, issue, issuedAt, foreseen(coming, phantom, issuedAt));
    return { issuedAt, hours };
  });
}

function hoursOf(
  sky: Sky,
  errors: Readonly<Record<'temperature' | 'cloud' | 'wind', ForecastErrors>>,
  issue: number,
  issuedAt: number,
  seen: { readonly rain: Float64Array; readonly fogBanks: readonly FogBank[] },
): readonly WeatherHour[] {
  const first = (issuedAt - sky.from) / hourMilliseconds;
  return Array.from({ length: forecastHours }, (_, lead) => {
    const at = issuedAt + lead * hourMilliseconds;
    const rain = seen.rain[lead] ?? 0;
    const cloud = (sky.cloudCover[first + lead] ?? 0) + 0.12 * errors.cloud.at(issue, lead);
    return weatherHour({
      at,
      clearSky: sky.clearSky[first + lead] ?? 0,
      darkness: sky.darkness[first + lead] ?? 0,
      cloudCover: Math.max(rain > 0 ? 0.5 : 0, Math.min(1, cloud)),
      temperatureCelsius:
        (sky.temperatureCelsius[first + lead] ?? 0) +
        shortestTemperatureError * errors.temperature.at(issue, lead),
      windMetresPerSecond:
        (sky.windMetresPerSecond[first + lead] ?? 0) * Math.exp(0.17 * errors.wind.at(issue, lead)),
      rainMillimetres: rain,
      fogVisibilityMetres: visibilityThrough(seen.fogBanks, at),
    });
  });
}

/** The rain and fog of one forecast: the further ahead, the more is missed, put at the wrong hour or seen in vain. */
function foreseen(
  coming: Mistakable,
  phantom: Mistakable,
  issuedAt: number,
): { readonly rain: Float64Array; readonly fogBanks: readonly FogBank[] } {
  const rain = new Float64Array(forecastHours);
  const seenIn = <Kind extends Foreseeable>(
    those: readonly Kind[],
    isSeen: (clarity: number, lead: number) => boolean,
  ): readonly Kind[] =>
    those.filter((one) => isNear(one, issuedAt) && isSeen(one.clarity, daysBetween(issuedAt, one.startsAt)));
  const storms = [
    ...seenIn(coming.storms, (clarity, lead) => clarity > 0.2 * lead),
    ...seenIn(phantom.storms, (clarity, lead) => lead > 0 && clarity < 0.15 * lead),
  ];
  for (const storm of storms) {
    const lead = daysBetween(issuedAt, storm.startsAt);
    const shift = hoursLatePerDay * lead * storm.lateness * hourMilliseconds;
    addRain(rain, issuedAt, storm, shift, Math.exp(0.4 * Math.sqrt(lead) * storm.heaviness));
  }
  const fogBanks = [
    ...seenIn(coming.fogBanks, (clarity, lead) => clarity > 0.25 + 0.15 * lead),
    ...seenIn(phantom.fogBanks, (clarity, lead) => clarity < 0.15 + 0.1 * lead),
  ];
  return { rain, fogBanks };
}

interface Foreseeable {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly clarity: number;
}

function isNear(one: Foreseeable, issuedAt: number): boolean {
  const margin = 12 * hourMilliseconds;
  return (
    one.endsAt > issuedAt - margin && one.startsAt < issuedAt + forecastHours * hourMilliseconds + margin
  );
}

/** 0 where it has begun. */
function daysBetween(issuedAt: number, startsAt: number): number {
  return Math.max(0, (startsAt - issuedAt) / dayMilliseconds);
}
