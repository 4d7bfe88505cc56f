import { type City } from '../../words.ts';
import { type Network } from '../network.ts';
import { type Assignment } from './assignment.ts';
import { type Connectors } from './connectors.ts';
import { mixedTrips, type Trips } from './gravity.ts';
import { emptyLoads } from './loads.ts';
import { tripShares } from './profiles.ts';
import { purposes, routeHours } from './purposes.ts';
import { type LinkTimes, loadedSeconds } from './travel-times.ts';

/** How full the roads are at the peak: this share of the length of motorways, and of other roads, is at capacity. */
const fullShare = { motorways: 0.05, others: 0.02 };
const rounds = 6;
/** Trips that are given up for a minute of delay: the share that stays at home, goes elsewhere or by train. */
const perMinuteLost = 0.07;
const workingDay = { weekday: 1, holiday: null, isSchoolDay: true } as const;

/** Routes and trips that fit the congestion they make, for the hours that some purpose chooses its routes in. */
export interface Equilibrium {
  /** Trips of the city over those of the gravity model. */
  readonly scale: number;
  readonly at: ReadonlyMap<number, HourlyEquilibrium>;
}

interface HourlyEquilibrium {
  /** Of each link. */
  readonly seconds: Float64Array;
  /** Share of the trips from zone to zone that is not given up. */
  readonly kept: Float32Array;
}

/**
 * Stochastic user equilibrium with elastic demand, by successive averages (Sheffi, "Urban Transportation Networks", 1985,
 * chapters 6 and 12). The scale is found in the morning and the evening and kept for the rest.
 */
export function equilibrium(
  city: City,
  network: Network,
  connectors: Connectors,
  assignment: Assignment,
  times: LinkTimes,
  trips: Trips,
  free: Float32Array,
): Equilibrium {
  const zones = city.trafficZones.length;
  const at = new Map<number, HourlyEquilibrium>();
  const peaks = [...new Set(Object.values(routeHours))];
  let scale = Infinity;
  for (const hour of peaks) {
    const mixed = mixedTrips(trips, tripShares(workingDay, hour, new Float64Array(purposes.length)));
    const kept = new Float32Array(zones * zones).fill(1);
    const flows = new Float64Array(network.links);
    const isPeak = hour < 10 || hour > 16;
    let here = scale;
    let seconds = times.freeSeconds;
    for (let round = 1; round <= rounds; round++) {
      const loads = emptyLoads(network, connectors);
      const minutes = new Float32Array(zones * zones);
      for (let zone = 0; zone < zones; zone++) {
        const tripsFrom = (origin: number): number => {
          const pair = origin * zones + zone;
          return origin < zones ? (mixed[pair] ?? 0) * (kept[pair] ?? 0) : 0;
        };
        assignment.load(zone, seconds, [{ loads, tripsFrom }]);
        for (const [origin, cost] of assignment.costs(zones).entries())
          minutes[origin * zones + zone] = cost / 60;
      }
      if (round > 1) settle(kept, free, minutes);
      for (let link = 0; link < flows.length; link++)
        flows[link] = (flows[link] ?? 0) + ((loads.link[link] ?? 0) - (flows[link] ?? 0)) / round;
      if (isPeak) here = Math.min(scale, scaleToFill(city, network, flows, times.capacity));
      const scaled = flows.map((flow) => flow * here);
      seconds = loadedSeconds(times, scaled);
    }
    scale = Math.min(scale, here);
    at.set(hour, { seconds, kept });
  }
  return { scale, at };
}

/** Half-way to the trips that these delays leave. */
function settle(kept: Float32Array, free: Float32Array, loaded: Float32Array): void {
  for (let pair = 0; pair < kept.length; pair++) {
    const delay = Math.max(0, (loaded[pair] ?? 0) - (free[pair] ?? 0));
    const stays = Number.isFinite(delay) ? Math.exp(-perMinuteLost * delay) : 0;
    kept[pair] = ((kept[pair] ?? 1) + stays) / 2;
  }
}

function scaleToFill(city: City, network: Network, flows: Float64Array, capacity: Float64Array): number {
  const links = Array.from(network.roadOf, (road, link) => ({
    ratio: (flows[link] ?? 0) / (capacity[link] ?? 1),
    metres: city.roads[road]?.lengthMetres ?? 0,
    isMotorway: city.roads[road]?.roadClass === 'motorway',
  }));
  const motorways = links.filter(({ isMotorway }) => isMotorway);
  const others = links.filter(({ isMotorway }) => !isMotorway);
  return Math.min(scaleFor(motorways, fullShare.motorways), scaleFor(others, fullShare.others));
}

/** The scale at which just that share of length is at capacity. */
function scaleFor(
  links: readonly { readonly ratio: number; readonly metres: number }[],
  share: number,
): number {
  const wanted = share * links.reduce((sum, { metres }) => sum + metres, 0);
  let passed = 0;
  for (const { ratio, metres } of links.toSorted((left, right) => right.ratio - left.ratio)) {
    passed += metres;
    if (passed >= wanted) return ratio > 0 ? 1 / ratio : Infinity;
  }
  return Infinity;
}
