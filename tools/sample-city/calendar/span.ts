import { type Scenario } from '../words.ts';

export const minuteMilliseconds = 60_000;
export const hourMilliseconds = 60 * minuteMilliseconds;
export const dayMilliseconds = 24 * hourMilliseconds;

/** How far weather forecasts look. */
export const forecastHours = 48;

/** Start of the UTC hour that holds an instant. */
export function startOfHour(at: number): number {
  return Math.floor(at / hourMilliseconds) * hourMilliseconds;
}

/** Where the hourly data begin: that many whole days before the hour that `until` lies in. */
export function hourlyStart(scenario: Scenario): number {
  return startOfHour(scenario.until) - scenario.hourlyDays * dayMilliseconds;
}

/** Where anything begins: the hourly data, or the traffic where it reaches back further. */
export function firstHour(scenario: Scenario): number {
  return startOfHour(scenario.until) - Math.max(scenario.hourlyDays, scenario.days) * dayMilliseconds;
}
