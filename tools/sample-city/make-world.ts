import { makeCalendar } from './calendar/make-calendar.ts';
import { planCity } from './city/plan-city.ts';
import { makeEnergy } from './energy/make-energy.ts';
import { makeIncidents } from './safety/make-incidents.ts';
import { exposureOf } from './traffic/demand/exposure.ts';
import { makeTrafficCauses } from './traffic/make-causes.ts';
import { observeTraffic } from './traffic/observe.ts';
import { simulateTraffic } from './traffic/simulate.ts';
import { makeWeather } from './weather/make-weather.ts';
import type { Scenario, World } from './words.ts';

/**
 * Everything that one scenario gives. Each part sees only the parts before it: the city, its calendar, the weather, the load
 * and its outages, the incidents, and at last the traffic that all of them act on.
 *
 * @param say called at the beginning of each step
 */
export function makeWorld(scenario: Scenario, say: (step: string) => void): World {
  say('planning the city');
  const city = planCity(scenario);
  say('calendar and weather');
  const calendar = makeCalendar(scenario, city);
  const weather = makeWeather(scenario);
  say('energy');
  const energy = makeEnergy(scenario, city, calendar, weather);
  say('demand and incidents');
  const exposure = exposureOf(city, calendar);
  const safety = makeIncidents(scenario, city, calendar, weather, exposure);
  const causes = [
    ...makeTrafficCauses(scenario, city, calendar, weather),
    ...energy.causes,
    ...safety.causes,
  ].filter(({ kind }) => !scenario.without.has(kind));
  say('simulating the traffic');
  const truth = simulateTraffic(scenario, city, calendar, weather, causes);
  const { readings, faults } = observeTraffic(scenario, city, truth);
  return {
    scenario,
    city,
    calendar,
    weather,
    causes,
    incidents: safety.incidents,
    traffic: readings,
    faults,
    energy: energy.readings,
  };
}
