import { dayMilliseconds } from '../calendar/span.ts';
import { streamOf } from '../random.ts';
import { type Feeder } from '../words.ts';
import { type CityLoad, stepMilliseconds } from './city-load.ts';
import { buildingTypes } from './day-profiles.ts';

const stepsADay = dayMilliseconds / stepMilliseconds;
/** Quarter hours and days after which noise has lost 1/e: people's doings, and slow change. */
const [memorySteps, memoryDays] = [18, 10];
/** Standard deviations as shares of the load; the third is the width of a triangle. */
const [hourlyNoise, dailyNoise, flicker] = [0.03, 0.025, 0.03];
/** Days over which the slow and the quick noise forget where they began. */
const [forgettingDays, forgettingQuickly] = [100, 3];

/** How a feeder's buildings answer to heat and cold, against the city's mean: insulation and electric heating differ. */
export function answerOf(
  seed: number,
  feeder: Feeder,
): { readonly heating: number; readonly cooling: number } {
  const random = streamOf(seed, 'energy', 'answer', feeder.key);
  return { heating: Math.exp(0.25 * random.normal()), cooling: Math.exp(0.25 * random.normal()) };
}

/** What a feeder would carry with neither events nor outages, kW every 15 minutes; negative where its roofs make more than it uses. */
export function undisturbedLoad(seed: number, feeder: Feeder, city: CityLoad): Float64Array {
  const answer = answerOf(seed, feeder);
  const noise = feederNoise(seed, feeder.key, city);
  const load = new Float64Array(city.steps);
  for (const type of buildingTypes) {
    const meanKw = feeder[`${type}Kw`];
    if (meanKw === 0) continue;
    const { use, heating, cooling } = city.byType[type];
    for (let step = 0; step < city.steps; step++)
      load[step] =
        (load[step] ?? 0) +
        meanKw *
          ((use[step] ?? 0) * (1 + (noise[step] ?? 0)) +
            answer.heating * (heating[step] ?? 0) +
            answer.cooling * (cooling[step] ?? 0));
  }
  for (let step = 0; step < city.steps; step++)
    load[step] =
      (load[step] ?? 0) +
      feeder.chargersKw * (city.charging[step] ?? 0) * (1 + 2 * (noise[step] ?? 0)) -
      feeder.solarKw * (city.sunshine[step] ?? 0);
  return load;
}

/** Relative noise: a process of first order over hours, a slow one from day to day, and what is left of each quarter hour. */
function feederNoise(seed: number, key: string, { start, steps }: CityLoad): Float64Array {
  const noise = new Float64Array(steps);
  const firstDay = Math.floor(start / dayMilliseconds) - forgettingDays;
  const offset = Math.round((firstDay * dayMilliseconds - start) / stepMilliseconds);
  const [hourly, daily] = [Math.exp(-1 / memorySteps), Math.exp(-1 / memoryDays)];
  const hourlyShock = hourlyNoise * Math.sqrt(1 - hourly ** 2);
  const dailyShock = dailyNoise * Math.sqrt(1 - daily ** 2);
  let hours = 0;
  let today = 0;
  for (let day = 0; offset + day * stepsADay < steps; day++) {
    const random = streamOf(seed, 'energy', 'noise', key, firstDay + day);
    const tomorrow = daily * today + dailyShock * random.normal();
    const isHeard = offset + (day + forgettingQuickly + 1) * stepsADay > 0;
    for (let index = 0; isHeard && index < stepsADay; index++) {
      hours = hourly * hours + hourlyShock * random.normal();
      const rest = flicker * (random.next() + random.next() - 1);
      const step = offset + day * stepsADay + index;
      if (step >= 0 && step < steps)
        noise[step] = hours + today + ((tomorrow - today) * index) / stepsADay + rest;
    }
    today = tomorrow;
  }
  return noise;
}
