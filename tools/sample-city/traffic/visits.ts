import { type Cause } from '../words.ts';

/** When visitors of an event drive there and away. */
export interface VisitPlan {
  readonly site: number;
  readonly vehicles: number;
  readonly arrivals: readonly Crowd[];
  readonly departures: readonly Crowd[];
  readonly firstArrivalAt: number;
  readonly lastDepartureAt: number;
}

/** A share of the visitors, spread around an instant; spread is a standard deviation in milliseconds. */
interface Crowd {
  readonly share: number;
  readonly at: number;
  readonly spread: number;
}

const minute = 60_000;
/** Visitors who come by car, and how many sit in one. */
const carShare = 0.38;
const perCar = 2.4;
/** Events longer than this have people coming and going all the time. */
const longEvent = 5 * 60 * minute;

/** Null for what is at no site. */
export function visitPlan(cause: Cause): VisitPlan | null {
  if (cause.at.kind !== 'site') return null;
  const { startsAt, endsAt, size } = cause;
  const length = endsAt - startsAt;
  const isLong = length > longEvent;
  const arrivals = isLong
    ? [0.15, 0.4, 0.65].map((place) => ({ share: 1 / 3, at: startsAt + place * length, spread: length / 8 }))
    : [{ share: 1, at: startsAt - 45 * minute, spread: 27 * minute }];
  const departures = isLong
    ? [0.45, 0.7, 0.95].map((place) => ({ share: 1 / 3, at: startsAt + place * length, spread: length / 8 }))
    : [{ share: 1, at: endsAt + 28 * minute, spread: 15 * minute }];
  return {
    site: cause.at.site,
    vehicles: (size * carShare) / perCar,
    arrivals,
    departures,
    firstArrivalAt: isLong ? startsAt - length / 4 : startsAt - 130 * minute,
    lastDepartureAt: isLong ? endsAt + length / 4 : endsAt + 80 * minute,
  };
}

/** Vehicles an hour of some crowds. */
export function crowdPerHour(crowds: readonly Crowd[], vehicles: number, at: number): number {
  let perHour = 0;
  for (const { share, at: centre, spread } of crowds) {
    const distance = (at - centre) / spread;
    perHour +=
      (share * vehicles * 60 * minute * Math.exp(-0.5 * distance * distance)) /
      (spread * Math.sqrt(2 * Math.PI));
  }
  return perHour;
}
