import { type Network } from './network.ts';

/** How strictly a vehicle that cannot turn holds up those behind it: wholly on one lane, less where there are more. */
const holdUpOnOneLane = 1;
const holdUpOnMoreLanes = 0.4;

/**
 * Junctions: sending flows of approaches are split by turning shares and cut where links ahead cannot take them. Merging flows
 * share what there is in proportion to what they send; a vehicle that cannot go on holds up those behind it (first in, first
 * out, Daganzo 1995), on roads of several lanes only in part, since other lanes pass.
 */
export class Junctions {
  /** Share of an approach that takes each movement. */
  readonly share: Float64Array;
  /** Share of a link's outflow that ends its trip. */
  readonly exitShare: Float64Array;
  /** Vehicles of this step: what links would send and can take; what enters and leaves them. */
  readonly sending: Float64Array;
  readonly receiving: Float64Array;
  readonly entering: Float64Array;
  readonly leaving: Float64Array;
  /** Vehicles that begin their trip at each node in this step. */
  readonly starting: Float64Array;
  readonly #network: Network;
  readonly #holdUp: Float64Array;
  readonly #asked: Float64Array;
  readonly #granted: Float64Array;
  readonly #isFull: Uint8Array;
  readonly #fullNodes: Int32Array;
  #held = 1;

  /** @param lanes of each link */
  constructor(network: Network, lanes: (link: number) => number) {
    const { links, nodes } = network;
    this.#network = network;
    this.share = new Float64Array(network.movements.items.length);
    this.exitShare = new Float64Array(links);
    this.sending = new Float64Array(links + nodes);
    this.receiving = new Float64Array(links);
    this.entering = new Float64Array(links);
    this.leaving = new Float64Array(links);
    this.starting = new Float64Array(nodes);
    this.#holdUp = Float64Array.from({ length: links + nodes }, (_, approach) =>
      approach >= links ? 0 : lanes(approach) > 1 ? holdUpOnMoreLanes : holdUpOnOneLane,
    );
    this.#asked = new Float64Array(links);
    this.#granted = new Float64Array(links);
    this.#isFull = new Uint8Array(nodes);
    this.#fullNodes = new Int32Array(nodes);
  }

  /** From `sending` and `receiving` to `entering`, `leaving` and `starting`. @returns vehicles that ended their trips */
  pass(): number {
    this.#ask();
    const { from, links } = this.#network;
    const { sending, receiving, entering, leaving, exitShare } = this;
    const asked = this.#asked;
    const granted = this.#granted;
    let ended = 0;
    let full = 0;
    for (let link = 0; link < links; link++) {
      const wanted = asked[link] ?? 0;
      const room = receiving[link] ?? 0;
      const sent = sending[link] ?? 0;
      entering[link] = wanted;
      leaving[link] = sent;
      ended += sent * (exitShare[link] ?? 0);
      granted[link] = 1;
      if (wanted <= room) continue;
      granted[link] = room / wanted;
      const node = from[link] ?? 0;
      if (this.#isFull[node] === 1) continue;
      this.#isFull[node] = 1;
      this.#fullNodes[full++] = node;
    }
    this.starting.set(sending.subarray(links));
    for (let index = 0; index < full; index++) {
      const node = this.#fullNodes[index] ?? 0;
      this.#isFull[node] = 0;
      ended += this.#squeeze(node);
    }
    return ended;
  }

  /** What approaches would send into each link. */
  #ask(): void {
    const { offsets, items } = this.#network.movements;
    const { share, sending } = this;
    const asked = this.#asked;
    asked.fill(0);
    for (let approach = 0; approach < sending.length; approach++) {
      const sent = sending[approach] ?? 0;
      if (sent === 0) continue;
      const end = offsets[approach + 1] ?? 0;
      for (let movement = offsets[approach] ?? 0; movement < end; movement++) {
        const link = items[movement] ?? 0;
        asked[link] = (asked[link] ?? 0) + sent * (share[movement] ?? 0);
      }
    }
  }

  /** Passes a junction with a link ahead that cannot take all. @returns vehicles that end their trips beyond those it was taken for */
  #squeeze(node: number): number {
    const { into, links, outOf } = this.#network;
    for (let index = outOf.offsets[node] ?? 0; index < (outOf.offsets[node + 1] ?? 0); index++)
      this.entering[outOf.items[index] ?? 0] = 0;
    let ended = 0;
    for (let index = into.offsets[node] ?? 0; index < (into.offsets[node + 1] ?? 0); index++) {
      const link = into.items[index] ?? 0;
      const passed = this.#squeezed(link);
      const sent = (this.sending[link] ?? 0) * (this.exitShare[link] ?? 0);
      const exit = sent * this.#held;
      this.leaving[link] = passed + exit;
      ended += exit - sent;
    }
    this.starting[node] = this.#squeezed(links + node);
    return ended;
  }

  /** Vehicles of an approach that go on; leaves in `#held` the share of its ending trips that reach the junction. */
  #squeezed(approach: number): number {
    const { offsets, items } = this.#network.movements;
    const { share, entering } = this;
    const sent = this.sending[approach] ?? 0;
    const begin = offsets[approach] ?? 0;
    const end = offsets[approach + 1] ?? 0;
    let least = 1;
    for (let movement = begin; movement < end; movement++)
      if ((share[movement] ?? 0) > 0) least = Math.min(least, this.#granted[items[movement] ?? 0] ?? 1);
    const strict = this.#holdUp[approach] ?? 1;
    let passed = 0;
    for (let movement = begin; movement < end; movement++) {
      const link = items[movement] ?? 0;
      const part =
        sent * (share[movement] ?? 0) * (strict * least + (1 - strict) * (this.#granted[link] ?? 1));
      entering[link] = (entering[link] ?? 0) + part;
      passed += part;
    }
    this.#held = strict * least + 1 - strict;
    return passed;
  }
}
