import { makeCalendar } from '../../../../tools/sample-city/calendar/make-calendar.ts';
import { makeIncidents } from '../../../../tools/sample-city/safety/make-incidents.ts';
import { makeWeather } from '../../../../tools/sample-city/weather/make-weather.ts';
import {
  type Cause,
  type City,
  type Incident,
  type Scenario,
  type Weather,
} from '../../../../tools/sample-city/words.ts';
import { handMadeCity } from '../hand-made-city.ts';

/** Vehicles an hour and lane by hour of the UTC day: two rush hours. */
const rhythm = [
  60, 40, 30, 30, 60, 200, 600, 1_050, 1_000, 700, 600, 600, 640, 650, 680, 800, 1_050, 1_100, 850, 560, 400,
  300, 200, 110,
];

/** What stands in for the expected traffic: the same on every lane, but for the roads that are named. */
export function exposureLike(
  city: City,
  factorOf: (road: City['roads'][number]) => number = () => 1,
): { readonly vehiclesPerHour: (road: number, at: number) => number } {
  return {
    vehiclesPerHour: (index, at) => {
      const road = city.roads[index];
      if (!road || road.roadClass === 'street') return 0;
      return (rhythm[new Date(at).getUTCHours()] ?? 0) * road.lanes * factorOf(road);
    },
  };
}

export interface SmallTown {
  readonly city: City;
  readonly weather: Weather;
  readonly incidents: readonly Incident[];
  readonly causes: readonly Cause[];
}

/** What happens in the hand-made city, with whatever is said to be otherwise. */
export function smallTown(
  scenario: Scenario,
  {
    city = handMadeCity(),
    weather = makeWeather(scenario),
    exposure = exposureLike(city),
  }: Partial<{ city: City; weather: Weather; exposure: ReturnType<typeof exposureLike> }> = {},
): SmallTown {
  const calendar = makeCalendar(scenario, city);
  return { city, weather, ...makeIncidents(scenario, city, calendar, weather, exposure) };
}
