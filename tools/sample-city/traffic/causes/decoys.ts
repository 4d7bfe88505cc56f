import { exponential, poisson } from '../../draws.ts';
import { streamOf } from '../../random.ts';
import { type Calendar, type Cause, type City, type Day, type Scenario } from '../../words.ts';
import { drawPlace, drivenKilometres } from './road-draw.ts';

const minute = 60_000;
/** Entries in the log that explain nothing, a day for each 100 km of carriageway. */
const perDay = 0.3;

/**
 * Collisions of the log that disturb nothing where the log has them: on the other carriageway, or over as soon as they are
 * written down. They are always reported.
 */
export function decoyCauses(scenario: Scenario, city: City, calendar: Calendar): readonly Cause[] {
  return calendar.days.flatMap((day) => ofDay(scenario, city, day));
}

function ofDay(scenario: Scenario, city: City, day: Day): readonly Cause[] {
  const count = poisson(streamOf(scenario.seed, 'decoys', day.date), (perDay * drivenKilometres(city)) / 100);
  return Array.from({ length: count }, (_, index) => {
    const key = `decoy-${day.date}-${index}`;
    const random = streamOf(scenario.seed, key);
    const isOther = random.next() < 0.5;
    const place = drawPlace(random, city, ['motorway', 'arterial']);
    const seconds = (day.endsAt - day.startsAt) / minute;
    const startsAt = day.startsAt + Math.floor((0.25 + 0.7 * random.next()) * seconds) * minute;
    return {
      key,
      kind: 'collision' as const,
      startsAt,
      endsAt: startsAt + Math.round(20 + exponential(random, 25)) * minute,
      at: { kind: 'road' as const, road: place?.road ?? 0, atMetres: place?.atMetres ?? 0 },
      size: isOther ? 0.5 : 0.33,
      reportedAt: startsAt + Math.round(2 + exponential(random, 4)) * minute,
      decoy: isOther ? ('other-carriageway' as const) : ('no-effect' as const),
    };
  });
}
