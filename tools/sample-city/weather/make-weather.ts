import { firstHour, forecastHours, hourMilliseconds, startOfHour } from '../calendar/span.ts';
import { type Scenario, type Weather } from '../words.ts';
import { fogBanksOf, strongestWindOfFog, visibilityThrough } from './fog.ts';
import { makeForecasts } from './make-forecasts.ts';
import { type Sky, skyOf } from './sky.ts';
import { addRain, stormsOf, withStory } from './storms.ts';
import { weatherHour } from './weather-hour.ts';

/**
 * The weather of the city, hour by hour, and what was forecast. What is left out of the scenario (rain, fog, heat) is missing
 * from both, and all else stays as it was.
 */
export function makeWeather(scenario: Scenario): Weather {
  const from = firstHour(scenario);
  const hours = (startOfHour(scenario.until) - from) / hourMilliseconds + forecastHours + 1;
  const until = from + hours * hourMilliseconds;
  const { seed, without } = scenario;
  const storms = withStory(stormsOf(seed, 'storms', from, until));
  const sky = skyOf(scenario, from, hours, storms);
  const coming = {
    storms: without.has('rain') ? [] : storms,
    fogBanks: without.has('fog')
      ? []
      : fogBanksOf(seed, 'fog', from, until).filter((bank) => isCalm(sky, bank.startsAt)),
  };
  const rain = new Float64Array(hours);
  for (const storm of coming.storms) addRain(rain, from, storm);
  return {
    hours: Array.from({ length: hours }, (_, hour) => {
      const at = from + hour * hourMilliseconds;
      return weatherHour({
        at,
        clearSky: sky.clearSky[hour] ?? 0,
        darkness: sky.darkness[hour] ?? 0,
        cloudCover: sky.cloudCover[hour] ?? 0,
        temperatureCelsius: sky.temperatureCelsius[hour] ?? 0,
        windMetresPerSecond: sky.windMetresPerSecond[hour] ?? 0,
        rainMillimetres: rain[hour] ?? 0,
        fogVisibilityMetres: visibilityThrough(coming.fogBanks, at),
      });
    }),
    forecasts: makeForecasts(scenario, sky, coming),
  };
}

function isCalm(sky: Sky, at: number): boolean {
  const hour = Math.max(0, Math.floor((at - sky.from) / hourMilliseconds));
  return (sky.windMetresPerSecond[hour] ?? 0) < strongestWindOfFog;
}
