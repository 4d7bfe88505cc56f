import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { exponential, indexOfShare, logNormal, poisson } from '../draws.ts';
import { hourMilliseconds } from '../calendar/span.ts';
import { streamOf } from '../random.ts';
import { type City, type CityEvent, type Day, type District, landUses, type Weather } from '../words.ts';
import { type Addresses } from './addresses.ts';
import { type Kind, kinds, type PlaceKind, placeKinds } from './kinds.ts';
import { type PlaceOccurrence } from './occurrence.ts';
import { highestFactor, weatherAt, weatherFactor } from './weather-factors.ts';
import { instantAt, type DayRhythm, weekRhythm } from './week-rhythm.ts';

/**
 * Standard deviations of the logarithm of a day's level in a district: more happens on some days than the calendar tells, of all kinds
 * and of one.
 */
const [restlessness, restlessnessOfKind] = [0.26, 0.2];
/** How far events' incidents spread around their site, metres, and how long before and after, hours. */
const [eventReach, eventMargin] = [170, 1.5];

const rhythms: Readonly<Record<PlaceKind, readonly DayRhythm[]>> = {
  medical: weekRhythm(kinds.medical),
  theft: weekRhythm(kinds.theft),
  disorder: weekRhythm(kinds.disorder),
  fire: weekRhythm(kinds.fire),
};

/** Expected incidents of a kind a day in a district, aftermath included: of its people by night and day and its land use. */
export function expectedADay(kind: Kind, district: District): number {
  const place = landUses.reduce((sum, use) => sum + kind.byLandUse[use] * district.landUse[use], 0);
  return (kind.perResident * district.residents + kind.perJob * district.jobs) * place;
}

/**
 * What happens of itself in one civil day: drawn for each kind and district from a stream of that day, then thinned by the weather, so
 * that other weather takes away or adds incidents and moves none.
 */
export function* backgroundOf(
  seed: number,
  city: City,
  day: Day,
  weather: Weather,
  addresses: Addresses,
): Generator<PlaceOccurrence> {
  const shared = city.districts.map(({ key }) =>
    levelOf(streamOf(seed, 'safety', 'unrest', key, day.date), restlessness),
  );
  for (const kind of placeKinds)
    for (const [index, district] of city.districts.entries()) {
      const random = streamOf(seed, 'safety', kind, district.key, day.date);
      const { level, cumulative } = rhythms[kind][day.holiday ? 6 : day.weekday] ?? noRhythm;
      const unrest = shared[index] ?? 1;
      const ofKind = levelOf(random, restlessnessOfKind);
      const expected =
        expectedADay(kinds[kind], district) * (1 - kinds[kind].offspring) * level * unrest * ofKind;
      const count = poisson(random, expected * highestFactor);
      for (let number = 0; number < count; number++) {
        const hour = indexOfShare(cumulative, random.next()) + random.next();
        const [doorShare, keep] = [random.next(), random.next()];
        const happenedAt = toSecond(instantAt(day, hour));
        if (keep * highestFactor >= weatherFactor(kind, weatherAt(weather, happenedAt))) continue;
        const door = addresses.weighted(seed, kind, kinds[kind].concentration, index, doorShare);
        if (door)
          yield {
            key: `${kind}-${district.key}-${day.date}-${number}`,
            kind,
            happenedAt,
            point: door.point,
            district: index,
            road: null,
          };
      }
    }
}

/** A log-normal level of mean 1. */
function levelOf(random: SeededRandom, spread: number): number {
  return logNormal(random, Math.exp(-(spread ** 2) / 2), spread);
}

const noRhythm: DayRhythm = { level: 0, cumulative: Float64Array.of(1) };

/** What visitors of an event bring: around its site, from before it begins until after its end. */
export function* aroundEvent(
  seed: number,
  city: City,
  event: CityEvent,
  addresses: Addresses,
): Generator<PlaceOccurrence> {
  const site = city.sites[event.site];
  if (!site) return;
  const from = event.startsAt - eventMargin * hourMilliseconds;
  const length = event.endsAt - from + eventMargin * hourMilliseconds;
  for (const kind of placeKinds) {
    const random = streamOf(seed, 'safety', kind, event.key);
    const count = poisson(random, kinds[kind].perVisitor * event.visitors);
    for (let number = 0; number < count; number++) {
      const happenedAt = toSecond(from + length * Math.sqrt(random.next()));
      const [away, angle] = [exponential(random, eventReach), 2 * Math.PI * random.next()];
      const door = addresses.nearest([
        site.point[0] + away * Math.cos(angle),
        site.point[1] + away * Math.sin(angle),
      ]);
      yield {
        key: `${kind}-${event.key}-${number}`,
        kind,
        happenedAt,
        point: door?.point ?? site.point,
        district: door?.district ?? site.district,
        road: null,
      };
    }
  }
}

function toSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
