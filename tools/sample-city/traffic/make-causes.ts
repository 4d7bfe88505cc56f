import { type Calendar, type Cause, type City, type Scenario, type Weather } from '../words.ts';
import { decoyCauses } from './causes/decoys.ts';
import { eventCauses } from './causes/events.ts';
import { roadworkCauses } from './causes/roadworks.ts';
import { fogCauses, rainCauses } from './causes/spells.ts';

/**
 * What disturbs traffic besides collisions and outages: roadworks, rain, fog and events, by start; and decoys, which disturb
 * nothing. Each is drawn from a stream of its own, so that leaving a kind out leaves the others as they are. Events and
 * roadworks are planned, so those after `until` belong to the log as well.
 */
export function makeTrafficCauses(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
): readonly Cause[] {
  return [
    ...rainCauses(scenario, weather),
    ...fogCauses(scenario, weather),
    ...eventCauses(scenario, calendar),
    ...roadworkCauses(scenario, city, calendar),
    ...decoyCauses(scenario, city, calendar),
  ]
    .filter(({ kind }) => !scenario.without.has(kind))
    .filter(({ kind, startsAt }) => startsAt < scenario.until || kind === 'event' || kind === 'roadworks')
    .sort((left, right) => left.startsAt - right.startsAt || (left.key < right.key ? -1 : 1));
}
