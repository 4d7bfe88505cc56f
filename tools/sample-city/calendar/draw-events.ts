import { type Temporal } from 'temporal-polyfill';
import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { streamOf } from '../random.ts';
import { type City, type CityEvent, type Name, type SiteKind } from '../words.ts';
import { instantOn } from './civil-days.ts';
import { concerts, fairs, festivals, visitingClubs } from './event-names.ts';
import { dayMilliseconds, minuteMilliseconds } from './span.ts';

/** What happens in one week, drawn for that week alone, so that no other week changes it. */
export function eventsOfWeek(seed: number, city: City, monday: Temporal.PlainDate): readonly CityEvent[] {
  const streamFor = (kind: string): SeededRandom => streamOf(seed, 'events', kind, monday.toString());
  return [
    ...match(streamFor('match'), city, monday),
    ...concert(streamFor('concert'), city, monday),
    ...fair(streamFor('fair'), city, monday),
    ...festival(streamFor('festival'), city, monday),
  ];
}

/** What one event of a kind is, but for its place. */
interface Plan {
  readonly kind: CityEvent['kind'];
  readonly name: Name;
  readonly date: Temporal.PlainDate;
  readonly time: string;
  readonly minutes: number;
  readonly visitors: number;
}

/** The event at the first site of that kind; none where the city has no such site. */
function plannedAt(city: City, siteKind: SiteKind, plan: Plan): readonly CityEvent[] {
  const site = city.sites.findIndex(({ kind }) => kind === siteKind);
  if (site < 0) return [];
  const startsAt = instantOn(plan.date, plan.time);
  return [
    {
      key: `event-${plan.kind}-${plan.date.toString()}`,
      name: plan.name,
      kind: plan.kind,
      site,
      startsAt,
      endsAt: startsAt + plan.minutes * minuteMilliseconds,
      visitors: Math.round(plan.visitors / 100) * 100,
    },
  ];
}

/** A home match every other week of the season, now and then one in mid-week. */
function match(random: SeededRandom, city: City, monday: Temporal.PlainDate): readonly CityEvent[] {
  const isSeason = monday.month <= 5 || monday.month >= 8;
  const isHome = random.next() < 0.55;
  const [days, time] = slot(random, [
    [2, '20:00'],
    [4, '20:15'],
    [5, '17:30'],
    [5, '20:00'],
    [6, '16:00'],
  ]);
  const club = nameOf(monday, visitingClubs);
  const visitors = 13_000 + 14_000 * random.next();
  if (!isSeason || !isHome) return [];
  return plannedAt(city, 'arena', {
    kind: 'match',
    name: { en: `Port Merrow – ${club.en}`, zh: `梅罗港队 – ${club.zh}` },
    date: monday.add({ days }),
    time,
    minutes: 110,
    visitors,
  });
}

/** A concert about every third week, on a Thursday, when no match is played. */
function concert(random: SeededRandom, city: City, monday: Temporal.PlainDate): readonly CityEvent[] {
  const happens = random.next() < 0.33;
  const name = nameOf(monday, concerts);
  const visitors = 7_000 + 14_000 * random.next();
  if (!happens) return [];
  return plannedAt(city, 'arena', {
    kind: 'concert',
    name,
    date: monday.add({ days: 3 }),
    time: '21:00',
    minutes: 150,
    visitors,
  });
}

/** A fair at the port about every fourth week, on both days of the weekend. */
function fair(random: SeededRandom, city: City, monday: Temporal.PlainDate): readonly CityEvent[] {
  const happens = random.next() < 0.25;
  const name = nameOf(monday, fairs);
  const visitors = 5_000 + 7_000 * random.next();
  if (!happens) return [];
  return [5, 6].flatMap((days) =>
    plannedAt(city, 'port', {
      kind: 'fair',
      name,
      date: monday.add({ days }),
      time: '10:00',
      minutes: 480,
      visitors,
    }),
  );
}

/** A festival in front of the town hall: a Friday and a Saturday evening, more often from May to September. */
function festival(random: SeededRandom, city: City, monday: Temporal.PlainDate): readonly CityEvent[] {
  const isWarm = monday.month >= 5 && monday.month <= 9;
  const happens = random.next() < (isWarm ? 0.28 : 0.1);
  const name = nameOf(monday, festivals);
  const visitors = 6_000 + 9_000 * random.next();
  if (!happens) return [];
  return [4, 5].flatMap((days) =>
    plannedAt(city, 'town-hall', {
      kind: 'festival',
      name,
      date: monday.add({ days }),
      time: '18:00',
      minutes: 300,
      visitors,
    }),
  );
}

/** Names take turns from week to week. */
function nameOf(monday: Temporal.PlainDate, names: readonly Name[]): Name {
  const week = Math.floor(monday.toZonedDateTime('UTC').epochMilliseconds / (7 * dayMilliseconds));
  return names[week % names.length] ?? { en: '', zh: '' };
}

type Slot = readonly [days: number, time: string];

function slot(random: SeededRandom, slots: readonly Slot[]): Slot {
  return slots[random.below(slots.length)] ?? [5, '17:30'];
}
