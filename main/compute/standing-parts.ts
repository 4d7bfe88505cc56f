import type { WindowRecord } from '../common/contract/compute-contract.ts';

type Links = WindowRecord['links'];

/**
 * What hardly changes from one window to the next: places and links. Handing on the ones that are known keeps what was
 * derived from them, and they need not be sent to other threads again.
 */
export class StandingParts {
  #places: string[] = [];
  #links: Links | undefined;

  /** The same window, made of known parts where they are equal. */
  reuse(window: WindowRecord): WindowRecord {
    const places = sameItems(this.#places, window.places) ? this.#places : window.places;
    const links =
      this.#links !== undefined && sameLinks(this.#links, window.links) ? this.#links : window.links;
    this.#places = places;
    this.#links = links;
    return { ...window, places, links };
  }
}

function sameItems(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

function sameLinks(one: Links, other: Links): boolean {
  return (
    one.type === other.type &&
    sameItems(one.offsets, other.offsets) &&
    sameItems(one.targets, other.targets) &&
    sameItems(one.weights, other.weights)
  );
}
