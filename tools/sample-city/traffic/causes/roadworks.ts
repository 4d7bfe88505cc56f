import { poisson } from '../../draws.ts';
import { streamOf } from '../../random.ts';
import { type Calendar, type Cause, type City, type Day, type Scenario } from '../../words.ts';
import { announceTime } from './reporting.ts';
import { drawPlace, drivenKilometres } from './road-draw.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Sites that open on a working day, for each 100 km of carriageway. */
const perDay = 0.25;

/** Roadworks: on main roads by day, on motorways at night, a lane or two narrowed; size is the share of lanes that is closed. */
export function roadworkCauses(scenario: Scenario, city: City, calendar: Calendar): readonly Cause[] {
  return calendar.days
    .filter(({ weekday, holiday }) => weekday < 5 && holiday === null)
    .flatMap((day) => ofDay(scenario, city, day));
}

function ofDay(scenario: Scenario, city: City, day: Day): readonly Cause[] {
  const count = poisson(
    streamOf(scenario.seed, 'roadworks', day.date),
    (perDay * drivenKilometres(city)) / 100,
  );
  return Array.from({ length: count }, (_, index) => {
    const key = `roadworks-${day.date}-${index}`;
    const random = streamOf(scenario.seed, key);
    const isMotorway = random.next() < 0.3;
    const place = drawPlace(random, city, isMotorway ? ['motorway'] : ['arterial', 'collector']);
    const from = isMotorway ? 21.5 + random.next() : 8 + 3 * random.next();
    const hours = isMotorway ? 5 + 2 * random.next() : 4 + 5 * random.next();
    const lanes = city.roads[place?.road ?? -1]?.lanes ?? 1;
    const startsAt = day.startsAt + Math.round((from * hour) / (5 * minute)) * 5 * minute;
    return {
      key,
      kind: 'roadworks' as const,
      startsAt,
      endsAt: startsAt + Math.round((hours * hour) / (5 * minute)) * 5 * minute,
      at: { kind: 'road' as const, road: place?.road ?? 0, atMetres: place?.atMetres ?? 0 },
      size: lanes > 1 ? 1 / lanes : 0.4,
      reportedAt: announceTime(random, startsAt, 2 * 24 * hour),
      decoy: null,
    };
  });
}
