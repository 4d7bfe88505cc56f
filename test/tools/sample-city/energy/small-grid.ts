import { makeCalendar } from '../../../../tools/sample-city/calendar/make-calendar.ts';
import { makeEnergy } from '../../../../tools/sample-city/energy/make-energy.ts';
import { ordinaryPeakKw } from '../../../../tools/sample-city/energy/ordinary-peak.ts';
import { makeWeather } from '../../../../tools/sample-city/weather/make-weather.ts';
import {
  type Calendar,
  type Cause,
  type City,
  type EnergyReadings,
  type Feeder,
  type Scenario,
  type Weather,
} from '../../../../tools/sample-city/words.ts';
import { handMadeCity } from '../hand-made-city.ts';

export const hourMilliseconds = 3_600_000;

/** A city's grid and what happens on it. */
export interface SmallGrid {
  readonly scenario: Scenario;
  readonly city: City;
  readonly calendar: Calendar;
  readonly weather: Weather;
  readonly readings: EnergyReadings;
  readonly causes: readonly Cause[];
}

/**
 * @param rating as a multiple of the ordinary peak
 * @param change made to each feeder
 */
export function smallGrid(
  scenario: Scenario,
  rating = 1.15,
  change: (feeder: Feeder) => Partial<Feeder> = () => ({}),
): SmallGrid {
  const planned = handMadeCity();
  const feeders = planned.feeders.map((feeder) => ({
    ...feeder,
    ratingKw: rating * ordinaryPeakKw(feeder),
    ...change(feeder),
  }));
  const city = { ...planned, feeders };
  const calendar = makeCalendar(scenario, city);
  const weather = makeWeather(scenario);
  return { scenario, city, calendar, weather, ...makeEnergy(scenario, city, calendar, weather) };
}

/** Readings of one feeder, hour by hour. */
export function feederHours({ city, readings }: SmallGrid, key: string): Float32Array {
  const place = city.feeders.findIndex((feeder) => feeder.key === key);
  const { values, steps } = readings.feeders;
  return values.subarray(place * steps, (place + 1) * steps);
}

/** The city's load hour by hour; NaN where a meter is silent. */
export function cityHours({ city, readings }: SmallGrid): readonly number[] {
  const { values, steps } = readings.feeders;
  return Array.from({ length: steps }, (_, step) =>
    city.feeders.reduce((sum, __, place) => sum + (values[place * steps + step] ?? 0), 0),
  );
}

/** Index of the hour that begins at an instant. */
export function hourIndex({ readings }: SmallGrid, at: number): number {
  return (at - readings.feeders.start) / hourMilliseconds;
}

/** The causes that a calendar's events are. */
export function eventCauses({ calendar }: SmallGrid): readonly Cause[] {
  return calendar.events.map(({ key, site, startsAt, endsAt, visitors }) => ({
    key,
    kind: 'event',
    startsAt,
    endsAt,
    at: { kind: 'site', site },
    size: visitors,
    reportedAt: startsAt,
    decoy: null,
  }));
}
