import { civilDays } from '../calendar/civil-days.ts';
import { dayMilliseconds, firstHour } from '../calendar/span.ts';
import { streamOf } from '../random.ts';
import { story } from '../story.ts';
import {
  type Calendar,
  type Cause,
  type City,
  type Incident,
  type Scenario,
  type Weather,
} from '../words.ts';
import { Addresses } from './addresses.ts';
import { aftermathOf } from './aftermath.ts';
import { aroundEvent, backgroundOf } from './background.ts';
import { type Collision, collisionsOf, type Exposure } from './collisions.ts';
import { aftermathDays } from './kinds.ts';
import { type Occurrence, type PlaceOccurrence } from './occurrence.ts';
import { lostToBias, reportOf } from './reporting.ts';
import { Responders } from './response.ts';
import { scriptedCollision } from './scripted-collision.ts';

/**
 * What happens in the city from its first hour to `until`, by time, and the collisions among it that close lanes. Places, hours,
 * weather, events, traffic and what happened shortly before drive it, and nothing of the census does.
 */
export function makeIncidents(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
  exposure: Exposure,
): { readonly incidents: readonly Incident[]; readonly causes: readonly Cause[] } {
  const from = firstHour(scenario);
  const isWithin = ({ happenedAt }: Occurrence): boolean => happenedAt >= from && happenedAt < scenario.until;
  const collisions = collisionsWithin(scenario, city, from, weather, exposure);
  const others = othersOf(scenario, city, calendar, weather, from).filter(isWithin);
  const finish = finisher(scenario, city, exposure);
  const told = collisions.map((collision) => ({
    collision,
    incident: finish(collision.occurrence, collision.severity),
  }));
  const incidents = [
    ...told.map(({ incident }) => incident),
    ...others.map((other) => finish(other, severityOf(scenario.seed, other))),
  ];
  return {
    incidents: incidents.sort(
      (left, right) => left.happenedAt - right.happenedAt || (left.key < right.key ? -1 : 1),
    ),
    causes: told.flatMap(({ collision, incident }) =>
      collision.closedShare > 0 ? [causeOf(collision, incident)] : [],
    ),
  };
}

function collisionsWithin(
  scenario: Scenario,
  city: City,
  from: number,
  weather: Weather,
  exposure: Exposure,
): readonly Collision[] {
  if (scenario.without.has('collision')) return [];
  const { seed, until } = scenario;
  const scripted = scriptedCollision(city, exposure);
  const isTold = scripted && scripted.occurrence.happenedAt >= from && scripted.occurrence.happenedAt < until;
  return [...collisionsOf(seed, city, from, until, weather, exposure), ...(isTold ? [scripted] : [])].sort(
    (left, right) => left.occurrence.happenedAt - right.occurrence.happenedAt,
  );
}

/** Everything but collisions, from so long before the first hour that its aftermath is complete. */
function othersOf(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
  from: number,
): readonly PlaceOccurrence[] {
  const { seed } = scenario;
  const addresses = new Addresses(seed, city);
  const days = civilDays(from - aftermathDays * dayMilliseconds, scenario.until);
  const first = [
    ...days.flatMap((day) => [...backgroundOf(seed, city, day, weather, addresses)]),
    ...calendar.events.flatMap((event) => [...aroundEvent(seed, city, event, addresses)]),
  ];
  return first.flatMap((occurrence) => [occurrence, ...aftermathOf(seed, occurrence, addresses)]);
}

/** 1 slight to 3 severe: seven in ten are slight. */
function severityOf(seed: number, { key }: Occurrence): 1 | 2 | 3 {
  const share = streamOf(seed, 'safety', 'severity', key).next();
  if (share < 0.7) return 1;
  return share < 0.94 ? 2 : 3;
}

/** Adds who told and who came. */
function finisher(
  scenario: Scenario,
  city: City,
  exposure: Exposure,
): (occurrence: Occurrence, severity: 1 | 2 | 3) => Incident {
  const isLost = lostToBias(scenario, city.districts);
  const responders = new Responders(scenario.seed, city, exposure);
  return (occurrence, severity) => {
    const { key, kind, happenedAt, district, point } = occurrence;
    const drawn = reportOf(scenario.seed, key, kind, happenedAt);
    const told = key === story.collision.key ? story.collision.reportedAt : drawn.reportedAt;
    const reportedAt = isLost(key, district) ? null : told;
    const arrivedAt =
      reportedAt !== null && (drawn.isSent || severity === 3)
        ? responders.arrivalAt(key, kind, severity, point, reportedAt)
        : null;
    return { ...occurrence, severity, source: drawn.source, reportedAt, arrivedAt };
  };
}

function causeOf({ occurrence, closedShare, clearedAt }: Collision, { reportedAt }: Incident): Cause {
  const { index, atMetres } = occurrence.road;
  return {
    key: occurrence.key,
    kind: 'collision',
    startsAt: occurrence.happenedAt,
    endsAt: clearedAt,
    at: { kind: 'road', road: index, atMetres },
    size: closedShare,
    reportedAt,
    decoy: null,
  };
}
