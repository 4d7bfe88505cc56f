import { type City } from '../../words.ts';
import { type Network, networkOf } from '../network.ts';
import { Assignment } from './assignment.ts';
import { type Connectors, connectorsOf } from './connectors.ts';
import { equilibrium } from './equilibrium.ts';
import { gravityTrips } from './gravity.ts';
import { emptyLoads, type Loads } from './loads.ts';
import { purposes, routeHours } from './purposes.ts';
import { siteZones } from './site-zones.ts';
import { linkTimes } from './travel-times.ts';
import { zoneMinutes } from './zone-minutes.ts';

/** Where trips begin, which way they turn and where they end. */
export interface Demand {
  readonly city: City;
  readonly network: Network;
  /** Traffic zones, then sites. */
  readonly connectors: Connectors;
  readonly zones: number;
  /** Flows of an ordinary working day, vehicles a day, in the order of {@link purposes}. */
  readonly patterns: readonly Loads[];
  /** One vehicle to a site and one away from it, spread over where visitors come from. */
  readonly visits: (site: number) => { readonly to: Loads; readonly from: Loads };
}

/** Minutes over which the wish to visit a site falls to 1/e. */
const visitReach = 25;

/**
 * Demand of a city: trips by gravity, routes by Dial under the congestion of the hour at which a purpose travels. The whole is
 * scaled so that the roads are as full as they should be at the peak.
 */
export function makeDemand(city: City): Demand {
  const network = networkOf(city);
  const zones = city.trafficZones.length;
  const connectors = connectorsOf(city, [...city.trafficZones, ...siteZones(city, network)]);
  const assignment = new Assignment(network, connectors);
  const times = linkTimes(city, network);
  const minutes = zoneMinutes(assignment, times.freeSeconds, zones);
  const trips = gravityTrips(city, minutes);
  const { scale, at } = equilibrium(city, network, connectors, assignment, times, trips);
  const patterns = purposes.map((purpose): Loads => {
    const loads = emptyLoads(network, connectors);
    const { seconds = times.freeSeconds, kept } = at.get(routeHours[purpose]) ?? {};
    const table = trips[purpose];
    for (let zone = 0; zone < zones; zone++)
      assignment.load(zone, seconds, [
        {
          loads,
          tripsFrom: (origin) => {
            const pair = origin * zones + zone;
            return origin < zones ? (table[pair] ?? 0) * (kept?.[pair] ?? 1) * scale : 0;
          },
        },
      ]);
    return loads;
  });
  const seconds = at.get(routeHours['from-work'])?.seconds ?? times.freeSeconds;
  const visits = new Map<number, { to: Loads; from: Loads }>();
  return {
    city,
    network,
    connectors,
    zones,
    patterns,
    visits: (site) => {
      const known = visits.get(site);
      if (known !== undefined) return known;
      const made = visitsOf(city, network, connectors, assignment, seconds, zones + site);
      visits.set(site, made);
      return made;
    },
  };
}

function visitsOf(
  city: City,
  network: Network,
  connectors: Connectors,
  assignment: Assignment,
  seconds: Float64Array,
  place: number,
): { to: Loads; from: Loads } {
  const zones = city.trafficZones.length;
  const costs = assignment.costsTo(place, seconds, zones);
  const wishes = city.trafficZones.map(
    ({ residents }, zone) => residents * Math.exp(-(costs[zone] ?? Infinity) / 60 / visitReach),
  );
  const total = wishes.reduce((sum, wish) => sum + wish, 0);
  const to = emptyLoads(network, connectors);
  const from = emptyLoads(network, connectors);
  if (!(total > 0)) return { to, from };
  assignment.load(place, seconds, [{ loads: to, tripsFrom: (origin) => (wishes[origin] ?? 0) / total }]);
  for (let zone = 0; zone < zones; zone++)
    assignment.load(zone, seconds, [
      { loads: from, tripsFrom: (origin) => (origin === place ? (wishes[zone] ?? 0) / total : 0) },
    ]);
  return { to, from };
}
