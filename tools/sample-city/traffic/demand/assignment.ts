import { type Network } from '../network.ts';
import { type Connectors } from './connectors.ts';
import { type Loads } from './loads.ts';
import { SearchTree } from './search-tree.ts';

/** How finely drivers tell routes apart: utility lost with each second. */
const perSecond = 0.018;

/**
 * Loads trips on routes by Dial's algorithm (1971), destination by destination: a link is reasonable where it leads nearer,
 * and all routes of reasonable links are used, each by exp(-cost). What begins at a junction never ends there.
 */
export class Assignment {
  readonly #network: Network;
  readonly #connectors: Connectors;
  readonly #tree: SearchTree;
  readonly #expected: Float64Array;
  readonly #endSeconds: Float64Array;
  readonly #weight: Float64Array;
  readonly #onLink: Float64Array;
  readonly #entering: Float64Array;

  constructor(network: Network, connectors: Connectors) {
    this.#network = network;
    this.#connectors = connectors;
    this.#tree = new SearchTree(network);
    this.#expected = new Float64Array(network.nodes);
    this.#endSeconds = new Float64Array(network.nodes).fill(Infinity);
    this.#weight = new Float64Array(network.links);
    this.#onLink = new Float64Array(network.links);
    this.#entering = new Float64Array(network.nodes);
  }

  /** Seconds from each of the first zones to one destination, over all routes. */
  costsTo(destination: number, seconds: Float64Array, zones: number): Float64Array {
    this.#aim(destination, seconds);
    return this.costs(zones);
  }

  /** Seconds from each of the first zones to the destination that was loaded last. */
  costs(zones: number): Float64Array {
    const { offsets, nodeOf, seconds: connector } = this.#connectors;
    const costs = new Float64Array(zones).fill(Infinity);
    for (let origin = 0; origin < zones; origin++)
      for (let pair = offsets[origin] ?? 0; pair < (offsets[origin + 1] ?? 0); pair++) {
        const cost = (connector[pair] ?? 0) + (this.#expected[nodeOf[pair] ?? 0] ?? Infinity);
        costs[origin] = Math.min(costs[origin] ?? Infinity, cost);
      }
    return costs;
  }

  /**
   * Adds the routes of all trips to one destination.
   *
   * @param patterns trips from each origin, and where their flows are added
   */
  load(
    destination: number,
    seconds: Float64Array,
    patterns: readonly { readonly tripsFrom: (origin: number) => number; readonly loads: Loads }[],
  ): void {
    this.#aim(destination, seconds);
    for (const { tripsFrom, loads } of patterns) {
      if (this.#enter(tripsFrom, loads)) this.#spread(loads);
    }
  }

  /** Expected cost to the destination at every node, and the weight of each reasonable link where it begins. */
  #aim(destination: number, seconds: Float64Array): void {
    const { offsets, nodeOf, seconds: connector } = this.#connectors;
    const { outOf, to } = this.#network;
    this.#endSeconds.fill(Infinity);
    const ends: [number, number][] = [];
    for (let pair = offsets[destination] ?? 0; pair < (offsets[destination + 1] ?? 0); pair++) {
      ends.push([nodeOf[pair] ?? 0, connector[pair] ?? 0]);
      this.#endSeconds[nodeOf[pair] ?? 0] = connector[pair] ?? 0;
    }
    const tree = this.#tree;
    tree.search(seconds, ends);
    this.#expected.fill(Infinity);
    this.#weight.fill(0);
    for (let rank = 0; rank < tree.count; rank++) {
      const node = tree.order[rank] ?? 0;
      const here = tree.seconds[node] ?? 0;
      let sum = Math.exp(-perSecond * ((this.#endSeconds[node] ?? Infinity) - here));
      const begin = outOf.offsets[node] ?? 0;
      const end = outOf.offsets[node + 1] ?? 0;
      for (let index = begin; index < end; index++) {
        const link = outOf.items[index] ?? 0;
        const ahead = to[link] ?? 0;
        if ((tree.seconds[ahead] ?? Infinity) >= here) continue;
        const weight = Math.exp(-perSecond * ((seconds[link] ?? 0) + (this.#expected[ahead] ?? 0) - here));
        this.#weight[link] = weight;
        sum += weight;
      }
      this.#expected[node] = here - Math.log(sum) / perSecond;
      for (let index = begin; index < end; index++) {
        const link = outOf.items[index] ?? 0;
        this.#weight[link] = (this.#weight[link] ?? 0) / sum;
      }
    }
  }

  #enter(tripsFrom: (origin: number) => number, loads: Loads): boolean {
    const { offsets, nodeOf, seconds } = this.#connectors;
    this.#entering.fill(0);
    let any = false;
    for (let origin = 0; origin < offsets.length - 1; origin++) {
      const trips = tripsFrom(origin);
      if (!(trips > 0)) continue;
      const begin = offsets[origin] ?? 0;
      const end = offsets[origin + 1] ?? 0;
      let least = Infinity;
      for (let pair = begin; pair < end; pair++) least = Math.min(least, this.#costOf(pair, seconds, nodeOf));
      if (!Number.isFinite(least)) continue;
      let sum = 0;
      for (let pair = begin; pair < end; pair++)
        sum += Math.exp(-perSecond * (this.#costOf(pair, seconds, nodeOf) - least));
      for (let pair = begin; pair < end; pair++) {
        const cost = this.#costOf(pair, seconds, nodeOf);
        if (!Number.isFinite(cost)) continue;
        const share = (trips * Math.exp(-perSecond * (cost - least))) / sum;
        const node = nodeOf[pair] ?? 0;
        loads.entry[pair] = (loads.entry[pair] ?? 0) + share;
        this.#entering[node] = (this.#entering[node] ?? 0) + share;
        any = true;
      }
    }
    return any;
  }

  /** Seconds over a pair to the destination; endless where no road leads on from its junction. */
  #costOf(pair: number, seconds: Float64Array, nodeOf: Int32Array): number {
    const node = nodeOf[pair] ?? 0;
    return this.#leads(node) ? (seconds[pair] ?? 0) + (this.#expected[node] ?? Infinity) : Infinity;
  }

  #leads(node: number): boolean {
    const { outOf } = this.#network;
    for (let index = outOf.offsets[node] ?? 0; index < (outOf.offsets[node + 1] ?? 0); index++)
      if ((this.#weight[outOf.items[index] ?? 0] ?? 0) > 0) return true;
    return false;
  }

  #spread(loads: Loads): void {
    const { into, links, movements } = this.#network;
    const tree = this.#tree;
    this.#onLink.fill(0);
    for (let rank = tree.count - 1; rank >= 0; rank--) {
      const node = tree.order[rank] ?? 0;
      let ending = 1;
      const starting = this.#entering[node] ?? 0;
      const origin = links + node;
      for (let index = movements.offsets[origin] ?? 0; index < (movements.offsets[origin + 1] ?? 0); index++)
        ending -= this.#weight[movements.items[index] ?? 0] ?? 0;
      if (starting > 0 && ending < 1) this.#leave(origin, starting / (1 - ending), loads);
      for (let index = into.offsets[node] ?? 0; index < (into.offsets[node + 1] ?? 0); index++) {
        const link = into.items[index] ?? 0;
        const flow = this.#onLink[link] ?? 0;
        if (flow === 0) continue;
        loads.link[link] = (loads.link[link] ?? 0) + flow;
        loads.exit[link] = (loads.exit[link] ?? 0) + flow * Math.max(0, ending);
        this.#leave(link, flow, loads);
      }
    }
  }

  #leave(approach: number, flow: number, loads: Loads): void {
    const { movements } = this.#network;
    const end = movements.offsets[approach + 1] ?? 0;
    for (let movement = movements.offsets[approach] ?? 0; movement < end; movement++) {
      const link = movements.items[movement] ?? 0;
      const part = flow * (this.#weight[link] ?? 0);
      if (part === 0) continue;
      loads.movement[movement] = (loads.movement[movement] ?? 0) + part;
      this.#onLink[link] = (this.#onLink[link] ?? 0) + part;
    }
  }
}
