import { type City } from '../words.ts';

/** Lists of one thing for each of another: those of `owner` stand from `offsets[owner]` to below `offsets[owner + 1]`. */
export interface Lists {
  readonly offsets: Int32Array;
  readonly items: Int32Array;
}

/**
 * The directed graph that carries simulated traffic. A link is a road that is no street; an approach is a link's end or the
 * place where trips begin at a junction; a movement leads from an approach into a link.
 */
export interface Network {
  readonly links: number;
  readonly nodes: number;
  /** Road of a link, and link of a road or -1. */
  readonly roadOf: Int32Array;
  readonly linkOf: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly into: Lists;
  readonly outOf: Lists;
  /** Approaches are the links, then one for each node: approach `links + node`. */
  readonly movements: Lists;
  /** Approach that a movement leaves; `movements.items` holds the link that it enters. */
  readonly approachOf: Int32Array;
}

export function networkOf(city: City): Network {
  const nodes = city.junctions.length;
  const roads = city.roads.flatMap((road, index) => (road.roadClass === 'street' ? [] : [index]));
  const links = roads.length;
  const linkOf = new Int32Array(city.roads.length).fill(-1);
  const from = new Int32Array(links);
  const to = new Int32Array(links);
  for (const [link, index] of roads.entries()) {
    const road = city.roads[index];
    linkOf[index] = link;
    from[link] = road?.from ?? 0;
    to[link] = road?.to ?? 0;
  }
  const into = listsOf(nodes, to);
  const outOf = listsOf(nodes, from);
  const opposite = (link: number): number => {
    const other = city.roads[roads[link] ?? -1]?.opposite ?? null;
    return other === null ? -1 : (linkOf[other] ?? -1);
  };
  const exits: number[][] = [];
  for (let link = 0; link < links; link++) {
    const ahead = listed(outOf, to[link] ?? 0);
    const back = opposite(link);
    exits.push(ahead.length > 1 ? ahead.filter((next) => next !== back) : ahead);
  }
  for (let node = 0; node < nodes; node++) exits.push(listed(outOf, node));
  const offsets = new Int32Array(exits.length + 1);
  for (const [approach, ahead] of exits.entries())
    offsets[approach + 1] = (offsets[approach] ?? 0) + ahead.length;
  return {
    links,
    nodes,
    roadOf: Int32Array.from(roads),
    linkOf,
    from,
    to,
    into,
    outOf,
    movements: { offsets, items: Int32Array.from(exits.flat()) },
    approachOf: Int32Array.from(exits.flatMap((ahead, approach) => ahead.map(() => approach))),
  };
}

/** What stands in the list of an owner. */
export function listed(lists: Lists, owner: number): number[] {
  return Array.from(lists.items.subarray(lists.offsets[owner] ?? 0, lists.offsets[owner + 1] ?? 0));
}

/** Lists by owner; `ownerOf` gives the owner of each item. */
export function listsOf(owners: number, ownerOf: ArrayLike<number>): Lists {
  const offsets = new Int32Array(owners + 1);
  for (let item = 0; item < ownerOf.length; item++)
    offsets[(ownerOf[item] ?? 0) + 1] = (offsets[(ownerOf[item] ?? 0) + 1] ?? 0) + 1;
  for (let owner = 0; owner < owners; owner++)
    offsets[owner + 1] = (offsets[owner + 1] ?? 0) + (offsets[owner] ?? 0);
  const next = offsets.slice();
  const items = new Int32Array(ownerOf.length);
  for (let item = 0; item < ownerOf.length; item++) {
    const place = next[ownerOf[item] ?? 0] ?? 0;
    items[place] = item;
    next[ownerOf[item] ?? 0] = place + 1;
  }
  return { offsets, items };
}
