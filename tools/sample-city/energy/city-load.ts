import { CityClock, dayKindOf } from '../calendar/city-clock.ts';
import { hourlyStart, hourMilliseconds } from '../calendar/span.ts';
import { hourlyNoise } from '../weather/hourly-noise.ts';
import { type Calendar, type Scenario, type Weather } from '../words.ts';
import { type BuildingType, buildingTypes, chargingAt, useAt } from './day-profiles.ts';
import { coolingShare, feltTemperature, heatingShare } from './temperature-response.ts';

export const stepMilliseconds = hourMilliseconds / 4;

/** What all buildings of a type have in common, every 15 minutes, as shares of their yearly mean. */
export interface TypeLoad {
  readonly use: Float64Array;
  readonly heating: Float64Array;
  readonly cooling: Float64Array;
}

/** The load of a city's typical kilowatt, every 15 minutes of the hourly data. */
export interface CityLoad {
  readonly start: number;
  readonly steps: number;
  readonly byType: Readonly<Record<BuildingType, TypeLoad>>;
  /** Shares of the chargers' and the roofs' peak. */
  readonly charging: Float64Array;
  readonly sunshine: Float64Array;
  /** m/s. */
  readonly wind: Float64Array;
}

/** What all buildings of the city have in common from hour to hour, as a share of their use: nobody's model knows it. */
const sharedNoise = 0.013;
const sharedNoiseHours = 9;
/** Irradiance at which roofs make their peak, after losses of dust, heat and inverters: W/m². */
const peakIrradiance = 1_050;

export function cityLoad(scenario: Scenario, calendar: Calendar, weather: Weather): CityLoad {
  const start = hourlyStart(scenario);
  const steps = scenario.hourlyDays * 24 * 4;
  const felt = feltTemperature(weather.hours);
  const series = (): Float64Array => new Float64Array(steps);
  const typeLoad = (): TypeLoad => ({ use: series(), heating: series(), cooling: series() });
  const load: CityLoad = {
    start,
    steps,
    byType: { homes: typeLoad(), offices: typeLoad(), shops: typeLoad(), industry: typeLoad() },
    charging: series(),
    sunshine: series(),
    wind: series(),
  };
  const clock = new CityClock(calendar);
  const noise = hourlyNoise(scenario.seed, 'city-load', start, scenario.hourlyDays * 24, sharedNoiseHours);
  const firstOfWeather = weather.hours[0]?.at ?? start;
  for (let step = 0; step < steps; step++) {
    const at = start + step * stepMilliseconds;
    const kind = dayKindOf(clock.dayAt(at));
    const minute = clock.minuteAt(at) + 7.5;
    const hour = (at - firstOfWeather + stepMilliseconds / 2) / hourMilliseconds - 0.5;
    const between = (value: (index: number) => number): number => interpolated(value, hour);
    const temperature = between((index) => felt[index] ?? Number.NaN);
    const darkness = between((index) => weather.hours[index]?.darkness ?? Number.NaN);
    const irradiance = between((index) => weather.hours[index]?.irradianceWattsPerSquareMetre ?? Number.NaN);
    for (const type of buildingTypes) {
      const { use, heating, cooling } = load.byType[type];
      use[step] =
        useAt(type, kind, minute, darkness) * (1 + sharedNoise * (noise[Math.floor(step / 4)] ?? 0));
      heating[step] = heatingShare(type, kind, minute, temperature);
      cooling[step] = coolingShare(type, kind, minute, temperature);
    }
    load.charging[step] = chargingAt(kind, minute);
    load.sunshine[step] = irradiance / peakIrradiance;
    load.wind[step] = between((index) => weather.hours[index]?.windMetresPerSecond ?? Number.NaN);
  }
  return load;
}

/** Between the middles of two hours. */
function interpolated(value: (index: number) => number, hour: number): number {
  const before = Math.max(0, Math.floor(hour));
  const share = Math.max(0, hour - before);
  return value(before) * (1 - share) + value(before + 1) * share;
}
