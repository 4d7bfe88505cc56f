import { linksFromEdges, type Links } from './series.ts';

const cache = new WeakMap<Links, Links>();

/**
 * Links without those of a place to itself, the weights of each place adding up to one. A place whose weights add up to
 * nothing keeps no neighbour.
 */
export function neighbourShares(links: Links): Links {
  const known = cache.get(links);
  if (known !== undefined) return known;
  const placeCount = links.offsets.length - 1;
  const offsets = new Uint32Array(placeCount + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let place = 0; place < placeCount; place++) {
    const begin = targets.length;
    let sum = 0;
    for (let index = links.offsets[place] ?? 0; index < (links.offsets[place + 1] ?? 0); index++) {
      const target = links.targets[index] ?? 0;
      const weight = links.weights[index] ?? 0;
      if (target === place || !(weight > 0)) continue;
      targets.push(target);
      weights.push(weight);
      sum += weight;
    }
    for (let index = begin; index < weights.length; index++) weights[index] = (weights[index] ?? 0) / sum;
    offsets[place + 1] = targets.length;
  }
  const shares: Links = {
    type: links.type,
    offsets,
    targets: Uint32Array.from(targets),
    weights: Float32Array.from(weights),
  };
  cache.set(links, shares);
  return shares;
}

/**
 * The weighted mean of each place's neighbours: `[place, step]` in and out. Neighbours of which nothing is known are
 * left out and the rest weighted up; `none(place, step)` is what a place without any neighbour gets.
 */
export function neighbourMeans(
  shares: Links,
  values: Float32Array,
  steps: number,
  none: (place: number, step: number) => number,
): Float32Array {
  const placeCount = shares.offsets.length - 1;
  const out = new Float32Array(placeCount * steps);
  for (let place = 0; place < placeCount; place++) {
    const begin = shares.offsets[place] ?? 0;
    const end = shares.offsets[place + 1] ?? 0;
    for (let step = 0; step < steps; step++) {
      let sum = 0;
      let weight = 0;
      for (let index = begin; index < end; index++) {
        const value = values[(shares.targets[index] ?? 0) * steps + step] ?? NaN;
        if (Number.isNaN(value)) continue;
        const share = shares.weights[index] ?? 0;
        sum += share * value;
        weight += share;
      }
      out[place * steps + step] = weight > 0 ? sum / weight : none(place, step);
    }
  }
  return out;
}

const undirectedCache = new WeakMap<Links, Links>();

/** The same links without a direction that traffic follows. */
export function undirected(links: Links): Links {
  if (links.type !== 'road') return links;
  const known = undirectedCache.get(links) ?? { ...links, type: 'adjacency' };
  undirectedCache.set(links, known);
  return known;
}

/** Whether these are links that traffic follows from a place to the next. */
export function isDirected({ type, targets }: Links): boolean {
  return type === 'road' && targets.length > 0;
}

const turnedCache = new WeakMap<Links, Links>();

/** The same links the other way round. */
export function linksTurned(links: Links): Links {
  const known = turnedCache.get(links);
  if (known !== undefined) return known;
  const { type, offsets, targets, weights } = links;
  const edges: (readonly [number, number, number])[] = [];
  for (let place = 0; place < offsets.length - 1; place++)
    for (let index = offsets[place] ?? 0; index < (offsets[place + 1] ?? 0); index++)
      edges.push([targets[index] ?? 0, place, weights[index] ?? 0]);
  const turned = linksFromEdges(offsets.length - 1, edges, type);
  turnedCache.set(links, turned);
  return turned;
}

const bothWaysCache = new WeakMap<Links, Links>();

/** The same links usable in both directions; a pair linked both ways keeps the greater weight. */
export function bothWays(links: Links): Links {
  const known = bothWaysCache.get(links);
  if (known !== undefined) return known;
  const placeCount = links.offsets.length - 1;
  const weights = new Map<number, number>();
  const raise = (from: number, to: number, weight: number): void => {
    const key = from * placeCount + to;
    weights.set(key, Math.max(weights.get(key) ?? 0, weight));
  };
  for (let place = 0; place < placeCount; place++) {
    for (let index = links.offsets[place] ?? 0; index < (links.offsets[place + 1] ?? 0); index++) {
      raise(place, links.targets[index] ?? 0, links.weights[index] ?? 0);
      raise(links.targets[index] ?? 0, place, links.weights[index] ?? 0);
    }
  }
  const both = linksFromEdges(
    placeCount,
    [...weights].map(([key, weight]) => [Math.floor(key / placeCount), key % placeCount, weight] as const),
    links.type,
  );
  bothWaysCache.set(links, both);
  return both;
}
