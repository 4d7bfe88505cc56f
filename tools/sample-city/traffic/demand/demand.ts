import { type City } from '../../words.ts';
import { type Network, networkOf } from '../network.ts';
import { siteAccess, zoneAccess } from './access.ts';
import { Assignment } from './assignment.ts';
import { type Connectors, connectorsOf } from './connectors.ts';
import { equilibrium } from './equilibrium.ts';
import { gravityTrips } from './gravity.ts';
import { emptyLoads, type Loads } from './loads.ts';
import { type Purpose, purposes, routeHours } from './purposes.ts';
import { Spots } from './spots.ts';
import { linkTimes } from './travel-times.ts';
import { zoneMinutes } from './zone-minutes.ts';

/** Where trips begin, which way they turn and where they end. */
export interface Demand {
  readonly city: City;
  readonly network: Network;
  /** Traffic zones, then sites. */
  readonly connectors: Connectors;
  /** Flows of an ordinary working day, vehicles a day, in the order of {@link purposes}. */
  readonly patterns: readonly Loads[];
  /** One vehicle to a site and one away from it, spread over where visitors come from. */
  readonly visits: (site: number) => Visits;
}

export interface Visits {
  readonly to: Loads;
  readonly from: Loads;
}

/** Minutes over which the wish to visit a site falls to 1/e. */
const visitReach = 25;

/**
 * Demand of a city: trips by gravity, routes by Dial under the congestion of the hour at which a purpose travels. Which zones trips
 * join is found with the zones' own junctions; then each zone's trips are spread over all its spots.
 */
export function makeDemand(city: City): Demand {
  const network = networkOf(city);
  const zones = city.trafficZones.length;
  const coarse = connectorsOf(city, city.trafficZones);
  const coarsely = new Assignment(network, coarse);
  const times = linkTimes(city, network);
  const free = zoneMinutes(coarsely, times.freeSeconds, zones);
  const trips = gravityTrips(city, free);
  const { scale, at } = equilibrium(city, network, coarse, coarsely, times, trips, free);
  const connectors = connectorsOf(city, [...zoneAccess(city, network), ...siteAccess(city, network)]);
  const spots = new Spots(network, connectors, zones);
  const patterns = new Map<Purpose, Loads>();
  for (const [hour, { seconds, kept }] of at) {
    const travelling = purposes.filter((purpose) => routeHours[purpose] === hour);
    const tables = travelling.map((purpose) =>
      trips[purpose].map((value, pair) => value * (kept[pair] ?? 1) * scale),
    );
    for (const [index, loads] of spots.load(tables, seconds).entries())
      patterns.set(travelling[index] ?? 'through', loads);
  }
  const seconds = at.get(routeHours['from-work'])?.seconds ?? times.freeSeconds;
  const visits = new Map<number, Visits>();
  return {
    city,
    network,
    connectors,
    patterns: purposes.map((purpose) => patterns.get(purpose) ?? emptyLoads(network, connectors)),
    visits: (site) => {
      const known = visits.get(site);
      if (known !== undefined) return known;
      const costs = spots.zoneMinutesTo(site, seconds);
      const wishes = city.trafficZones.map(
        ({ residents }, zone) => residents * Math.exp(-(costs[zone] ?? Infinity) / visitReach),
      );
      const made = spots.visit(site, wishes, seconds);
      visits.set(site, made);
      return made;
    },
  };
}
