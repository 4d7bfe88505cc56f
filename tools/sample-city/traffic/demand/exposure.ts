import { type Calendar, type City } from '../../words.ts';
import { calibratedDemand } from './calibrated.ts';
import { dayOf, hourOf } from './days.ts';
import { tripShares } from './profiles.ts';
import { purposes } from './purposes.ts';

/** How much traffic a road sees when nothing disturbs it. */
export interface Exposure {
  /** Vehicles an hour on a road at a time; 0 on streets. */
  readonly vehiclesPerHour: (road: number, at: number) => number;
}

/** Expected flows: the routes of an ordinary day, travelled as the calendar says. */
export function exposureOf(city: City, calendar: Calendar): Exposure {
  const { network, patterns } = calibratedDemand(city);
  const shares = new Float64Array(purposes.length);
  let sharesAt = NaN;
  return {
    vehiclesPerHour: (road, at) => {
      const link = network.linkOf[road] ?? -1;
      if (link < 0) return 0;
      if (at !== sharesAt) {
        const day = dayOf(calendar, at);
        tripShares(day, hourOf(day, at), shares);
        sharesAt = at;
      }
      return patterns.reduce(
        (flow, loads, index) => flow + (shares[index] ?? 0) * (loads.link[link] ?? 0),
        0,
      );
    },
  };
}
