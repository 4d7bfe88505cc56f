import { type Demand } from './demand/demand.ts';
import { type Loads } from './demand/loads.ts';
import { type Junctions } from './junctions.ts';

/** How much a pattern of trips is travelled, vehicles in whatever its loads are counted in. */
export interface WeightedLoads {
  readonly loads: Loads;
  readonly weight: number;
}

/** Share of drivers who know of queues and go around them, and how much a minute of delay repels those. */
const informed = 0.25;
const perMinute = 0.25;
/** How much of the delay further on counts at each link, and how fast the news of it spreads within a minute. */
const lookAhead = 0.85;
const newsPerMinute = 0.2;

/** Turning shares: what the patterns of trips make of them, changed by the queues that drivers have heard of. */
export class Turning {
  readonly #demand: Demand;
  /** Shares of movements and exits by the patterns alone. */
  readonly #usual: Float64Array;
  readonly #usualExit: Float64Array;
  readonly #before: Float64Array;

  constructor(demand: Demand) {
    this.#demand = demand;
    this.#usual = new Float64Array(demand.network.movements.items.length);
    this.#usualExit = new Float64Array(demand.network.links);
    this.#before = new Float64Array(demand.network.links);
  }

  /** Shares of the trips that are under way now. */
  mix(patterns: readonly WeightedLoads[]): void {
    const { links, movements } = this.#demand.network;
    this.#usual.fill(0);
    this.#usualExit.fill(0);
    for (const { loads, weight } of patterns) {
      if (weight === 0) continue;
      for (let movement = 0; movement < this.#usual.length; movement++)
        this.#usual[movement] = (this.#usual[movement] ?? 0) + weight * (loads.movement[movement] ?? 0);
      for (let link = 0; link < links; link++)
        this.#usualExit[link] = (this.#usualExit[link] ?? 0) + weight * (loads.exit[link] ?? 0);
    }
    for (let approach = 0; approach < movements.offsets.length - 1; approach++) {
      const begin = movements.offsets[approach] ?? 0;
      const end = movements.offsets[approach + 1] ?? 0;
      let sum = approach < links ? (this.#usualExit[approach] ?? 0) : 0;
      for (let movement = begin; movement < end; movement++) sum += this.#usual[movement] ?? 0;
      if (sum <= 0) {
        if (approach < links) this.#usualExit[approach] = 1;
        else this.#usual.fill(1 / (end - begin), begin, end);
        continue;
      }
      for (let movement = begin; movement < end; movement++)
        this.#usual[movement] = (this.#usual[movement] ?? 0) / sum;
      if (approach < links) this.#usualExit[approach] = (this.#usualExit[approach] ?? 0) / sum;
    }
  }

  /**
   * News of a minute: what drivers believe to lose on each link and behind it moves towards what is lost there now.
   *
   * @param believed minutes, changed in place
   * @param lost minutes lost on each link now
   */
  hear(believed: Float64Array, lost: Float64Array): void {
    const { links, movements } = this.#demand.network;
    this.#before.set(believed);
    for (let link = 0; link < links; link++) {
      let ahead = 0;
      const end = movements.offsets[link + 1] ?? 0;
      for (let movement = movements.offsets[link] ?? 0; movement < end; movement++)
        ahead += (this.#usual[movement] ?? 0) * (this.#before[movements.items[movement] ?? 0] ?? 0);
      const now = (lost[link] ?? 0) + lookAhead * ahead;
      believed[link] = (believed[link] ?? 0) + newsPerMinute * (now - (believed[link] ?? 0));
    }
  }

  /** Writes the shares of all approaches. @param believed minutes */
  turn(believed: Float64Array, junctions: Junctions): void {
    const { offsets, items } = this.#demand.network.movements;
    const { share } = junctions;
    junctions.exitShare.set(this.#usualExit);
    share.set(this.#usual);
    for (let approach = 0; approach < offsets.length - 1; approach++) {
      const begin = offsets[approach] ?? 0;
      const end = offsets[approach + 1] ?? 0;
      let least = Infinity;
      let most = 0;
      let usual = 0;
      for (let movement = begin; movement < end; movement++) {
        const part = this.#usual[movement] ?? 0;
        if (part === 0) continue;
        usual += part;
        const minutes = believed[items[movement] ?? 0] ?? 0;
        least = Math.min(least, minutes);
        most = Math.max(most, minutes);
      }
      if (most - least < 0.5 || usual === 0) continue;
      let sum = 0;
      for (let movement = begin; movement < end; movement++)
        sum += this.#repelled(movement, believed[items[movement] ?? 0] ?? 0, least);
      for (let movement = begin; movement < end; movement++) {
        const part = this.#repelled(movement, believed[items[movement] ?? 0] ?? 0, least) / sum;
        share[movement] = (1 - informed) * (this.#usual[movement] ?? 0) + informed * usual * part;
      }
    }
  }

  #repelled(movement: number, minutes: number, least: number): number {
    const usual = this.#usual[movement] ?? 0;
    return usual === 0 ? 0 : usual * Math.exp(-perMinute * (minutes - least));
  }
}
