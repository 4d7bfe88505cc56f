import { streamOf } from '../../../../../tools/sample-city/random.ts';
import type { EnergyReadings, Grid, Scenario, WeatherHour } from '../../../../../tools/sample-city/words.ts';

/** Half a year from cold to warm. */
export function someWeather({ seed, hourlyDays, until }: Scenario): WeatherHour[] {
  const random = streamOf(seed, 'weather');
  let spell = 0;
  return Array.from({ length: hourlyDays * 24 }, (_, hour) => {
    if (hour % 24 === 0) spell = 0.8 * spell + 1.8 * random.normal();
    return {
      at: until - (hourlyDays * 24 - hour) * 3_600_000,
      temperatureCelsius:
        8 +
        14 * (hour / 24 / hourlyDays) ** 1.3 +
        spell +
        4 * Math.sin((2 * Math.PI * ((hour % 24) - 9)) / 24),
      rainMillimetres: 0,
      windMetresPerSecond: 4,
      visibilityMetres: 20_000,
      irradianceWattsPerSquareMetre: 0,
      darkness: 0,
    };
  });
}

/** Three feeders of homes and offices that heat below 15 °C and cool above 19. */
export function someLoad(
  { seed, hourlyDays, until }: Scenario,
  weather: readonly WeatherHour[],
): EnergyReadings {
  const steps = hourlyDays * 24;
  const start = until - steps * 3_600_000;
  const random = streamOf(seed, 'load');
  const values = new Float32Array(3 * steps);
  values.forEach((_, index) => {
    const step = index % steps;
    const hour = step % 24;
    const isWorkday = (Math.floor((start / 3_600_000 + step) / 24) + 3) % 7 < 5;
    const temperature = weather[step]?.temperatureCelsius ?? 15;
    const shape =
      1 + 0.25 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + 0.12 * Math.exp(-((hour - 20) ** 2) / 4);
    const need = 1 + 0.015 * Math.max(0, 15 - temperature) + 0.02 * Math.max(0, temperature - 19);
    values[index] = 900 * shape * need * (isWorkday ? 1 : 0.88) * (1 + 0.02 * random.normal());
  });
  const feeders: Grid = { start, stepSeconds: 3600, steps, values };
  return { feeders, substations: { ...feeders, stepSeconds: 900, steps: 0, values: new Float32Array() } };
}
