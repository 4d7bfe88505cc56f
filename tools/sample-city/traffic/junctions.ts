import { type Network } from './network.ts';

/** How strictly a vehicle that cannot turn holds up those behind it: wholly on one lane, less where there are more. */
const holdUpOnOneLane = 1;
const holdUpOnMoreLanes = 0.5;

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
  }

  /** From `sending` and `receiving` to `entering`, `leaving` and `starting`. @returns vehicles that ended their trips */
  pass(): number {
    const { links } = this.#network;
    const { offsets, items } = this.#network.movements;
    const { share, sending, receiving, entering } = this;
    const asked = this.#asked;
    const granted = this.#granted;
    asked.fill(0);
    const approaches = sending.length;
    let movement = 0;
    for (let approach = 0; approach < approaches; approach++) {
      const sent = sending[approach] ?? 0;
      const end = offsets[approach + 1] ?? 0;
      for (; movement < end; movement++) {
        const link = items[movement] ?? 0;
        asked[link] = (asked[link] ?? 0) + sent * (share[movement] ?? 0);
      }
    }
    for (let link = 0; link < links; link++) {
      const wanted = asked[link] ?? 0;
      const room = receiving[link] ?? 0;
      granted[link] = wanted > room ? room / wanted : 1;
      entering[link] = 0;
    }
    let ended = 0;
    movement = 0;
    for (let approach = 0; approach < approaches; approach++) {
      const sent = sending[approach] ?? 0;
      const begin = movement;
      const end = offsets[approach + 1] ?? 0;
      let least = 1;
      for (; movement < end; movement++)
        if ((share[movement] ?? 0) > 0) least = Math.min(least, granted[items[movement] ?? 0] ?? 1);
      const strict = this.#holdUp[approach] ?? 1;
      const held = strict * least;
      let passed = 0;
      for (let again = begin; again < end; again++) {
        const link = items[again] ?? 0;
        const part = sent * (share[again] ?? 0) * (held + (1 - strict) * (granted[link] ?? 1));
        entering[link] = (entering[link] ?? 0) + part;
        passed += part;
      }
      if (approach < links) {
        const exit = sent * (this.exitShare[approach] ?? 0) * (held + 1 - strict);
        ended += exit;
        this.leaving[approach] = passed + exit;
      } else this.starting[approach - links] = passed;
    }
    return ended;
  }
}
