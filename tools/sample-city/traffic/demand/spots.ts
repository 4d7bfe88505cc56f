import { type Network } from '../network.ts';
import { Assignment } from './assignment.ts';
import { type Connectors } from './connectors.ts';
import { emptyLoads, type Loads } from './loads.ts';

/** At most so many spots of the whole city are destinations; larger cities send the trips of a zone to some of its spots. */
const mostDestinations = 1000;

/**
 * Where exactly trips begin and end: each pair of a zone and a junction is a spot, and the trips of a zone are spread evenly over
 * its spots. Sites are spots with several junctions.
 */
export class Spots {
  readonly #network: Network;
  readonly #connectors: Connectors;
  readonly #zones: number;
  /** Pairs of zones; the sites follow as one spot each. */
  readonly #pairs: number;
  readonly #assignment: Assignment;

  /** @param connectors traffic zones, then sites */
  constructor(network: Network, connectors: Connectors, zones: number) {
    this.#network = network;
    this.#connectors = connectors;
    this.#zones = zones;
    this.#pairs = connectors.offsets[zones] ?? 0;
    const single = Array.from({ length: this.#pairs }, (_, pair) => pair);
    this.#assignment = new Assignment(network, {
      ...connectors,
      offsets: Int32Array.from([...single, ...connectors.offsets.subarray(zones)]),
      seconds: new Float64Array(connectors.seconds.length),
    });
  }

  /** Routes of all trips between zones, table by table. @param tables `trips[origin * zones + destination]` */
  load(tables: readonly Float32Array[], seconds: Float64Array): readonly Loads[] {
    const patterns = tables.map((trips) => ({ trips, loads: emptyLoads(this.#network, this.#connectors) }));
    const { zoneOf } = this.#connectors;
    const most = Math.max(1, Math.floor(mostDestinations / Math.max(1, this.#zones)));
    for (let zone = 0; zone < this.#zones; zone++) {
      const spots = this.#spotsOf(zone);
      const stride = Math.ceil(spots.length / most);
      const used = spots.filter((_, index) => index % stride === 0);
      const loaded = patterns.map(({ trips, loads }) => ({
        loads,
        tripsFrom: (origin: number): number => {
          if (origin >= this.#pairs) return 0;
          const from = zoneOf[origin] ?? 0;
          return (trips[from * this.#zones + zone] ?? 0) / this.#count(from) / used.length;
        },
      }));
      for (const spot of used) this.#assignment.load(spot, seconds, loaded);
    }
    return patterns.map(({ loads }) => loads);
  }

  /** Minutes from each zone to a site, from the nearest of its spots. */
  zoneMinutesTo(site: number, seconds: Float64Array): Float64Array {
    const costs = this.#assignment.costsTo(this.#pairs + site, seconds, this.#pairs);
    const minutes = new Float64Array(this.#zones).fill(Infinity);
    for (const [pair, cost] of costs.entries()) {
      const zone = this.#connectors.zoneOf[pair] ?? 0;
      minutes[zone] = Math.min(minutes[zone] ?? Infinity, cost / 60);
    }
    return minutes;
  }

  /** One vehicle to a site and one away from it. @param wishes of each zone, in any unit */
  visit(site: number, wishes: readonly number[], seconds: Float64Array): { to: Loads; from: Loads } {
    const to = emptyLoads(this.#network, this.#connectors);
    const from = emptyLoads(this.#network, this.#connectors);
    const total = wishes.reduce((sum, wish) => sum + wish, 0);
    if (!(total > 0)) return { to, from };
    const place = this.#pairs + site;
    const shareOf = (spot: number): number => {
      if (spot >= this.#pairs) return 0;
      const zone = this.#connectors.zoneOf[spot] ?? 0;
      return (wishes[zone] ?? 0) / total / this.#count(zone);
    };
    this.#assignment.load(place, seconds, [{ loads: to, tripsFrom: shareOf }]);
    for (let zone = 0; zone < this.#zones; zone++) {
      const [spot] = this.#spotsOf(zone);
      if (spot === undefined) continue;
      this.#assignment.load(spot, seconds, [
        { loads: from, tripsFrom: (origin) => (origin === place ? (wishes[zone] ?? 0) / total : 0) },
      ]);
    }
    return { to, from };
  }

  #spotsOf(zone: number): number[] {
    const { offsets } = this.#connectors;
    const first = offsets[zone] ?? 0;
    return Array.from({ length: this.#count(zone) }, (_, index) => first + index);
  }

  #count(zone: number): number {
    const { offsets } = this.#connectors;
    return (offsets[zone + 1] ?? 0) - (offsets[zone] ?? 0);
  }
}
