import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { makeWeather } from '../weather/make-weather.ts';
import { type Calendar, type Cause, type City, type Effect, type Scenario, type Weather } from '../words.ts';
import { cityLoad, type CityLoad, stepMilliseconds } from './city-load.ts';
import { eventKw, stepsOfEvent } from './event-load.ts';
import { undisturbedLoad } from './feeder-load.ts';
import { type FedEvent, fedEvents, type FeederSpan, feederSpan } from './feeder-span.ts';
import { remainingShare, stepsOfOutage } from './outage.ts';
import { type Player, sharesByHour } from './players.ts';

/** Below this share of a feeder's yearly mean an effect is not told. */
const leastShare = 0.002;
/** How long the warmth stays in buildings. */
const coolingDown = 3 * dayMilliseconds;

/**
 * What each cause did to each feeder's hourly load, in kW: with it minus without it, and its Shapley share where several act.
 * An outage is told by itself, also where heat or wind brought it about: heat is not blamed for what an outage took away.
 *
 * @param weather of this scenario
 * @param causes of kinds `heat`, `outage` and `event` have effects; events are found by site and time
 */
export function energyEffects(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
  causes: readonly Cause[],
): readonly Effect[] {
  const shared = cityLoad(scenario, calendar, weather);
  const heat = causes.filter(({ kind }) => kind === 'heat');
  const without = new Set([...scenario.without, 'heat' as const]);
  const cool = heat.length > 0 ? cityLoad(scenario, calendar, makeWeather({ ...scenario, without })) : shared;
  const events = fedEvents(city, calendar);
  return city.feeders.flatMap((feeder, index) => {
    const span = feederSpan(scenario, city, index, shared, events);
    const base = cool === shared ? span.undisturbed : undisturbedLoad(scenario.seed, feeder, cool);
    const players = [
      ...heat.map((cause) => heatPlayer(cause, heat, shared, span.undisturbed, base)),
      ...events.flatMap((fed) => eventPlayer(fed, index, causes, shared)),
      ...outagePlayers(span, causes, shared),
    ];
    const least = leastShare * (feeder.homesKw + feeder.officesKw + feeder.shopsKw + feeder.industryKw);
    return sharesByHour(players, base).flatMap(({ cause, hour, kw }): readonly Effect[] =>
      Math.abs(kw) < least
        ? []
        : [
            {
              cause,
              place: feeder.key,
              at: shared.start + hour * hourMilliseconds,
              metric: 'load',
              effect: Math.round(kw * 10) / 10,
            },
          ],
    );
  });
}

/** A spell has what is warmer from its start until buildings have cooled down, or the next one starts. */
function heatPlayer(
  cause: Cause,
  all: readonly Cause[],
  shared: CityLoad,
  warm: Float64Array,
  base: Float64Array,
): Player {
  const next = all.filter(({ startsAt }) => startsAt > cause.startsAt).map(({ startsAt }) => startsAt);
  return {
    cause: cause.key,
    does: 'adds',
    first: stepAt(shared, cause.startsAt),
    end: stepAt(shared, Math.min(cause.endsAt + coolingDown, ...next)),
    value: (step) => (warm[step] ?? 0) - (base[step] ?? 0),
  };
}

function eventPlayer(
  { event, shares }: FedEvent,
  feeder: number,
  causes: readonly Cause[],
  shared: CityLoad,
): readonly Player[] {
  const share = shares.get(feeder);
  const cause = causes.find((one) => isCauseOf(one, event));
  if (share === undefined || !cause) return [];
  const [first, end] = stepsOfEvent(event, shared.start, shared.steps);
  const value = (step: number): number => share * eventKw(event, shared.start + step * stepMilliseconds);
  return [{ cause: cause.key, does: 'adds', first, end, value }];
}

function isCauseOf(cause: Cause, event: FedEvent['event']): boolean {
  return (
    cause.kind === 'event' &&
    cause.decoy === null &&
    cause.at.kind === 'site' &&
    cause.at.site === event.site &&
    cause.startsAt < event.endsAt &&
    cause.endsAt > event.startsAt
  );
}

function outagePlayers(span: FeederSpan, causes: readonly Cause[], shared: CityLoad): readonly Player[] {
  return span.outages
    .filter(({ cause: { key } }) => causes.some((cause) => cause.key === key))
    .map((outage) => {
      const [first, end] = stepsOfOutage(outage, shared);
      const value = (step: number): number => remainingShare(outage, shared.start + step * stepMilliseconds);
      return { cause: outage.cause.key, does: 'leaves', first, end, value };
    });
}

function stepAt({ start, steps }: CityLoad, at: number): number {
  return Math.max(0, Math.min(steps, Math.floor((at - start) / stepMilliseconds)));
}
