import type { ForecastStore, LinkSet } from '../ports.ts';
import { feederGroups } from './feeder-tree.ts';

/** A place that is the sum of others: what a substation feeds. */
export interface Sum {
  readonly placeId: number;
  /** Positions among the places that are measured. */
  readonly members: readonly number[];
}

/**
 * The sums over a feeder tree, in the order of their ids: of places all of whose feeders are measured. None without such a tree.
 * @param measured ids of the measured places
 */
export async function sumsOf(
  store: Pick<ForecastStore, 'places' | 'links'>,
  linkSet: LinkSet | null,
  measured: Int32Array,
): Promise<readonly Sum[]> {
  if (linkSet?.type !== 'feeder-tree') return [];
  const { columns } = await store.places.list();
  const { offsets, targets } = await store.links.rows(linkSet, columns.place);
  const links = Array.from(columns.place).flatMap((from, position) =>
    Array.from(targets.subarray(offsets[position], offsets[position + 1]), (target) => ({
      from,
      to: columns.place[target] ?? -1,
    })),
  );
  return feederGroups(links).flatMap(({ placeId, leaves }) => {
    const members = leaves.map((leaf) => measured.indexOf(leaf));
    return members.includes(-1) ? [] : [{ placeId, members }];
  });
}
