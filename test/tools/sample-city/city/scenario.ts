import { planCity } from '../../../../tools/sample-city/city/plan-city.ts';
import { type City, type Scenario } from '../../../../tools/sample-city/words.ts';

/** The shipped scenario with as many sensors as a test wants. */
export function scenarioOf(sensors: number, seed = 20_260_618): Scenario {
  return {
    seed,
    sensors,
    days: 1,
    hourlyDays: 1,
    until: Date.UTC(2026, 5, 18, 16, 5),
    without: new Set(),
    reportingBias: false,
  };
}

const cities = new Map<number, City>();

/** The city of the shipped seed with so many sensors, planned once in a file. */
export function cityOf(sensors: number): City {
  const city = cities.get(sensors) ?? planCity(scenarioOf(sensors));
  cities.set(sensors, city);
  return city;
}
