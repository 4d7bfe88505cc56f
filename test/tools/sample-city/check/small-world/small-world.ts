import type { Day, Scenario, World } from '../../../../../tools/sample-city/words.ts';
import { runCorridor } from './cells.ts';
import { someCollisions } from './collisions.ts';
import { corridorCity, corridors } from './corridors.ts';
import { detectorReadings } from './detectors.ts';
import { someIncidents } from './incidents.ts';
import { someLoad, someWeather } from './load.ts';

const scenario: Scenario = {
  seed: 7,
  sensors: 88,
  days: 14,
  hourlyDays: 180,
  until: Date.UTC(2026, 5, 18),
  without: new Set(),
  reportingBias: false,
};

/** A believable world that is made in a second and shares no code with the sample city: four motorways, load and thefts. */
export function smallWorld(): World {
  const city = corridorCity();
  const causes = someCollisions(scenario);
  const hours = someWeather(scenario);
  const truths = Array.from({ length: corridors }, (_, corridor) =>
    runCorridor(
      scenario,
      corridor,
      causes.filter(({ at }) => at.kind === 'road' && Math.floor(at.road / 11) === corridor),
    ),
  );
  return {
    scenario,
    city,
    calendar: { days: daysOf(scenario), events: [] },
    weather: { hours, forecasts: [] },
    causes,
    incidents: someIncidents(scenario),
    traffic: detectorReadings(scenario, city, truths),
    faults: [],
    energy: someLoad(scenario, hours),
  };
}

function daysOf({ hourlyDays, until }: Scenario): Day[] {
  return Array.from({ length: hourlyDays }, (_, index) => {
    const startsAt = until - (hourlyDays - index) * 86_400_000;
    return {
      date: new Date(startsAt).toISOString().slice(0, 10),
      startsAt,
      endsAt: startsAt + 86_400_000,
      weekday: (Math.floor(startsAt / 86_400_000) + 3) % 7,
      holiday: null,
      isSchoolDay: true,
    };
  });
}
