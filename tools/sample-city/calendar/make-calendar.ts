import { story } from '../story.ts';
import { type Calendar, type City, type CityEvent, type Scenario } from '../words.ts';
import { civilDateOf, civilDays } from './civil-days.ts';
import { eventsOfWeek } from './draw-events.ts';
import { dayMilliseconds, firstHour } from './span.ts';

/** How far the calendar is known ahead. */
const daysAhead = 7;

/** Civil days from the first hour of the data to a week after `until`, and the events that touch them, by start. */
export function makeCalendar(scenario: Scenario, city: City): Calendar {
  const days = civilDays(firstHour(scenario), scenario.until + daysAhead * dayMilliseconds);
  return { days, events: scenario.without.has('event') ? [] : eventsOn(scenario, city, days) };
}

function eventsOn(scenario: Scenario, city: City, days: Calendar['days']): readonly CityEvent[] {
  const from = days.at(0)?.startsAt ?? 0;
  const until = days.at(-1)?.endsAt ?? 0;
  const firstDate = civilDateOf(from);
  const drawn: CityEvent[] = [];
  for (
    let monday = firstDate.subtract({ days: firstDate.dayOfWeek - 1 });
    monday.toZonedDateTime('UTC').epochMilliseconds < until;
    monday = monday.add({ days: 7 })
  )
    drawn.push(...eventsOfWeek(scenario.seed, city, monday));
  return [...drawn.filter((event) => !clashes(city, event) && !isChristmas(event)), ...scriptedMatch(city)]
    .filter((event) => event.endsAt > from && event.startsAt < until)
    .sort((left, right) => left.startsAt - right.startsAt);
}

/** The arena has nothing else within three days of the match of the story. */
function clashes(city: City, event: CityEvent): boolean {
  return (
    city.sites[event.site]?.kind === 'arena' &&
    Math.abs(event.startsAt - story.match.startsAt) < 3 * dayMilliseconds
  );
}

/** From the evening of 24 December to the 26th nothing is held. */
function isChristmas(event: CityEvent): boolean {
  const { month, day } = civilDateOf(event.startsAt);
  return month === 12 && day >= 24 && day <= 26;
}

function scriptedMatch(city: City): readonly CityEvent[] {
  const site = city.sites.findIndex(({ kind }) => kind === 'arena');
  if (site < 0) return [];
  const { key, startsAt, endsAt, visitors } = story.match;
  const name = { en: 'Cup final: Port Merrow – Castlehaven', zh: '杯赛决赛：梅罗港队 – 堡港队' };
  return [{ key, name, kind: 'match', site, startsAt, endsAt, visitors }];
}
