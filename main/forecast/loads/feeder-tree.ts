/** A link of a feeder tree, as place ids. */
export interface TreeLink {
  readonly from: number;
  readonly to: number;
}

/** A place that feeds others, and the last ones it feeds. */
export interface FeederGroup {
  readonly placeId: number;
  /** Ids of the places without further ones behind them. */
  readonly leaves: readonly number[];
}

/**
 * What each place of a feeder tree feeds, the places in the order of their ids. Files say `substation, feeder` or `feeder, substation`: whichever
 * leaves every place with one place that feeds it at most. Links of which that is not true are no tree and give nothing; a circle gives
 * nothing for the places on it.
 */
export function feederGroups(links: readonly TreeLink[]): readonly FeederGroup[] {
  const downwards = isFedOnce(links.map(({ to }) => to));
  if (!downwards && !isFedOnce(links.map(({ from }) => from))) return [];
  const fed = new Map<number, number[]>();
  for (const { from, to } of links) {
    const [feeding, one] = downwards ? [from, to] : [to, from];
    fed.set(feeding, [...(fed.get(feeding) ?? []), one]);
  }
  return [...fed.keys()]
    .sort((one, other) => one - other)
    .flatMap((placeId) => {
      const leaves = leavesOf(fed, placeId);
      return leaves === null ? [] : [{ placeId, leaves }];
    });
}

function isFedOnce(fed: readonly number[]): boolean {
  return new Set(fed).size === fed.length;
}

/** Null where the way down comes back to where it began. */
function leavesOf(fed: ReadonlyMap<number, readonly number[]>, root: number): readonly number[] | null {
  const leaves: number[] = [];
  const waiting = [...(fed.get(root) ?? [])];
  const seen = new Set<number>();
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (place === root || seen.has(place)) return null;
    seen.add(place);
    const behind = fed.get(place);
    if (behind === undefined) leaves.push(place);
    else waiting.push(...behind);
  }
  return leaves.sort((one, other) => one - other);
}
